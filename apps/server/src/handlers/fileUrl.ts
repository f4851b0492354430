import { Refusal } from '@mediconnect/protocol'

const UPLOAD = /^\/api\/uploads\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/[^/?#\\\s]+\/?$/
const WEB = /^https?:\/\/[^\s\\]+$/i

/** Where an attachment is: one of our uploads, or elsewhere on the web. Nothing that a browser would run. */
export function uploadIdOf(fileUrl: string): string | undefined {
  const upload = UPLOAD.exec(fileUrl)
  if (upload) return upload[1]
  if (WEB.test(fileUrl) && URL.canParse(fileUrl)) return undefined
  throw new Refusal('WS_004', 'file_url must be the file_url of an upload, or start with https:// or http://.')
}
