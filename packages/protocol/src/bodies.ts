/**
 * Readers of what HTTP calls answer, by themselves: what a screen shows before it is connected needs no reader of frames.
 * They are part of the client entry too.
 */
export type { Reader } from './reader.ts'
export { createdNotification, httpError, messagePage, notificationPage, roomList, upload } from './readers.gen.ts'
