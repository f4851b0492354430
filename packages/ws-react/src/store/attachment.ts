import type { MessageMetadata, MessageType } from '@mediconnect/protocol'
import { upload } from '@mediconnect/protocol/client/bodies'
import type { Http } from '../transport/http.ts'
import { xhrUpload } from '../transport/xhrUpload.ts'

/** What goes with a file. */
export interface SendFileOptions {
  /** @default by the file's type: a picture is `image`, everything else `file` */
  message_type?: Exclude<MessageType, 'text'>
  /** Seconds, of a voice message. */
  duration?: number
  /** Text to go with it. */
  caption?: string
}

/** A file on its way: what to upload, and what the message will say of it. */
export interface Attachment {
  readonly file: File
  readonly message_type: Exclude<MessageType, 'text'>
  readonly metadata: MessageMetadata
}

/** Reads what the message will say of `file`; its `file_url` is a local one until the upload is done. */
export async function describeAttachment(file: File, options: SendFileOptions = {}): Promise<Attachment> {
  const message_type = options.message_type ?? (file.type.startsWith('image/') ? 'image' : 'file')
  const size = message_type === 'image' ? await pictureSize(file) : undefined
  const metadata: MessageMetadata = {
    file_url: URL.createObjectURL(file),
    file_name: file.name,
    file_size: file.size,
    ...(options.duration === undefined ? {} : { duration: options.duration }),
    ...size,
  }
  return { file, message_type, metadata }
}

/** Uploads an attachment for a room (`POST /api/uploads/`) and gives the metadata with its real address. */
export async function uploadAttachment(
  http: Http,
  roomName: string,
  attachment: Attachment,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<MessageMetadata> {
  const body = new FormData()
  body.set('room_name', roomName)
  body.set('file', attachment.file, attachment.file.name)
  const request = { method: 'POST', body, send: xhrUpload, onProgress, signal } as const
  const { file_url, file_name, file_size } = await http.json(upload, '/api/uploads/', request)
  return { ...attachment.metadata, file_url, file_name, file_size }
}

async function pictureSize(file: File): Promise<{ width: number; height: number } | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height }
  } catch {
    // Not a picture this browser can read: the server decides whether it is one.
    return undefined
  }
}
