import type { MessageMetadata } from '@mediconnect/protocol'
import type { Http } from '../transport/http.ts'
import { uploadAttachment, type Attachment } from './attachment.ts'

/** The files of a room's unsent messages, by `client_id`. */
export interface Uploads {
  add(clientId: string, attachment: Attachment): void
  has(clientId: string): boolean
  /** Uploads a file from its start; gives what the message is to say of it. */
  run(clientId: string, onProgress: (fraction: number) => void): Promise<MessageMetadata>
  /** Ends the upload, if there is one; the file stays. */
  abort(clientId: string): void
  forget(clientId: string): void
  clear(): void
}

interface Upload {
  readonly attachment: Attachment
  readonly abort?: AbortController
}

export function createUploads(http: Http, roomName: string): Uploads {
  const uploads = new Map<string, Upload>()

  function forget(clientId: string): void {
    const upload = uploads.get(clientId)
    uploads.delete(clientId)
    upload?.abort?.abort()
    const local = upload?.attachment.metadata.file_url
    if (local) URL.revokeObjectURL(local)
  }

  return {
    add: (clientId, attachment) => uploads.set(clientId, { attachment }),
    has: (clientId) => uploads.has(clientId),
    run: (clientId, onProgress) => {
      const upload = uploads.get(clientId)
      if (!upload) return Promise.reject(new Error('The file is not there any more. Attach it again.'))
      const abort = new AbortController()
      uploads.set(clientId, { ...upload, abort })
      return uploadAttachment(http, roomName, upload.attachment, onProgress, abort.signal)
    },
    abort: (clientId) => uploads.get(clientId)?.abort?.abort(),
    forget,
    clear: () => [...uploads.keys()].forEach(forget),
  }
}
