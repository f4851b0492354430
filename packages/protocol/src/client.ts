/**
 * What runs in a browser: readers made from the schemas, without the schema library. The types are those of the main
 * entry, where the schemas are.
 */
export { NOTIFICATION_TYPES, PRESENCE_STATUSES, PRIORITIES, ROLES } from './choices.ts'
export { encodeFrame } from './encodeFrame.ts'
export { errorOfCloseCode, isErrorCode, isRetryable, refusalOf } from './errorCodes.ts'
export { ERROR_CODES } from './errors.gen.ts'
export * from './limits.ts'
export { readFrame, type FrameReaders } from './readFrame.ts'
export type { Reader } from './reader.ts'
export {
  chatFrames,
  createdNotification,
  httpError,
  messagePage,
  notificationFrames,
  notificationPage,
  roomList,
  upload,
} from './readers.gen.ts'
export { directRoom, otherUserId, parseRoom, type Room } from './rooms.ts'
