import type { MessageType } from '@mediconnect/protocol'

/** What a browser shows inside a page; other pictures travel as files. */
const SHOWN_IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Whether a file is sent as a picture. */
export function messageTypeOf(file: File): Extract<MessageType, 'image' | 'file'> {
  return SHOWN_IMAGES.has(file.type) ? 'image' : 'file'
}
