import { MAX_UPLOAD_BYTES, type MessageType } from '@mediconnect/protocol'
import type { Formats } from '../../i18n/formats.ts'
import type { Strings } from '../../i18n/strings.ts'

/** What a browser shows inside a page; other pictures travel as files. */
const SHOWN_IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Why a file cannot be sent, or `undefined` when it can. Picking, pasting and dropping all ask here. */
export function checkFile(file: File, strings: Strings, formats: Formats): string | undefined {
  if (file.size === 0) return strings.fileEmpty(file.name)
  if (file.size > MAX_UPLOAD_BYTES) return strings.fileTooLarge(file.name, formats.bytes(MAX_UPLOAD_BYTES))
  return undefined
}

export function messageTypeOf(file: File): Extract<MessageType, 'image' | 'file'> {
  return SHOWN_IMAGES.has(file.type) ? 'image' : 'file'
}
