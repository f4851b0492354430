import { type ChatClientFrame, type ChatServerFrame, encodeFrame, Refusal } from '@mediconnect/protocol'
import type { ChatContext } from './chatContext.ts'
import { uploadIdOf } from './fileUrl.ts'
import { isoTime } from '../isoTime.ts'

type FileUpload = Extract<ChatClientFrame, { type: 'file_upload' }>

/** Tells the room about a file. It is not stored: a message with the file's URL is. */
export async function fileUpload({ data }: FileUpload, context: ChatContext): Promise<void> {
  const { session, services, room } = context
  const uploadId = uploadIdOf(data.file_url)
  await context.requireAccess()
  if (uploadId !== undefined && (await services.store.uploads.find(uploadId))?.room_name !== room.name) {
    throw new Refusal('WS_004', 'data.file_url is not an upload of this room.')
  }
  const frame: ChatServerFrame = {
    type: 'file_shared',
    data: { ...data, uploader: session.user.id, timestamp: isoTime(services.now()) },
  }
  services.store.audit.record({ action: 'file_shared', target: uploadId ?? data.file_url, ...session.origin })
  const reader_ids = await services.store.rooms.readers(room)
  services.broadcaster.publish(room.name, { kind: 'notice', reader_ids, text: encodeFrame(frame) })
}
