import { MAX_FILE_NAME_LENGTH, Refusal, type Upload } from '@mediconnect/protocol'

interface StoredUpload {
  readonly roomName: string
  readonly file: File
}

/** Attachments held in memory. What is in a file is not looked at: the real server checks it against its name. */
export interface MemoryUploads {
  add(roomName: string, file: File): Upload
  /** By its path, `/api/uploads/{id}/{name}`. */
  find(path: string): StoredUpload | undefined
  /** Throws unless a `file_url` is somewhere on the web, or an upload of this room. */
  check(fileUrl: string, roomName: string): void
}

const UPLOAD = /^\/api\/uploads\/([0-9a-f-]{36})\/[^/?#\\\s]+\/?$/
const WEB = /^https?:\/\/[^\s\\]+$/i

export function createMemoryUploads(): MemoryUploads {
  const stored = new Map<string, StoredUpload>()
  const find = (path: string): StoredUpload | undefined => stored.get(UPLOAD.exec(path)?.[1] ?? '')
  return {
    find,
    add: (roomName, file) => {
      const id = crypto.randomUUID()
      stored.set(id, { roomName, file })
      const file_name = file.name.slice(0, MAX_FILE_NAME_LENGTH)
      const file_url = `/api/uploads/${id}/${encodeURIComponent(file_name)}`
      return { id, file_url, file_name, file_size: file.size, content_type: file.type || 'application/octet-stream' }
    },
    check: (fileUrl, roomName) => {
      if (WEB.test(fileUrl)) return
      if (!UPLOAD.test(fileUrl)) {
        throw new Refusal('WS_004', 'file_url must be the file_url of an upload, or start with https:// or http://.')
      }
      if (find(fileUrl)?.roomName !== roomName) {
        throw new Refusal('WS_004', 'data.metadata.file_url is not an upload of this room.')
      }
    },
  }
}
