import { MAX_FILE_NAME_LENGTH } from '@mediconnect/protocol'

const FALLBACK = 'file'
/** What browsers write in a form for quotes and line ends (HTML, "multipart/form-data"). */
const ESCAPES: Readonly<Record<string, string>> = { '%22': '"', '%0D': '', '%0A': '' }
/** Control characters, halves of characters, and those that make a name read other than it is. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A file's name without folders and without characters that deceive. */
export function safeFileName(name: string | undefined): string {
  const plain = (name ?? '').replace(/%22|%0D|%0A/gi, (escape) => ESCAPES[escape.toUpperCase()] ?? '')
  const base = plain.split(/[\\/]/).at(-1) ?? ''
  const clean = base.slice(0, MAX_FILE_NAME_LENGTH).replace(UNWANTED, '').trim()
  return /^\.*$/.test(clean) ? FALLBACK : clean
}

/** The header that says how a browser keeps the file (RFC 6266). */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
