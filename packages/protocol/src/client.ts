/**
 * What runs in a browser: readers made from the schemas, without the schema library. The types are those of the main
 * entry, where the schemas are.
 */
export * from './bodies.ts'
export { chatFrames } from './chatFrames.gen.ts'
export { NOTIFICATION_TYPES, PRESENCE_STATUSES, PRIORITIES, ROLES } from './choices.ts'
export { encodeFrame } from './encodeFrame.ts'
export { errorOfCloseCode, isErrorCode, isRetryable, refusalOf } from './errorCodes.ts'
export { ERROR_CODES } from './errors.gen.ts'
export * from './limits.ts'
export { notificationFrames } from './notificationFrames.gen.ts'
export { readFrame, type FrameReaders } from './readFrame.ts'
export { directRoom, otherUserId, parseRoom, type Room } from './rooms.ts'
