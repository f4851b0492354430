// What a room needs once its history is on the screen, in a chunk of its own.
export { createAttachmentCache } from './attachmentCache.ts'
export { createLiveRoom } from './liveRoom.ts'
