import { MAX_UPLOAD_BYTES } from '@mediconnect/protocol/client/limits'
import type { Formats } from '../../i18n/formats.ts'
import type { Strings } from '../../i18n/strings.ts'

/** Why a file cannot be sent, or `undefined` when it can. Picking, pasting and dropping all ask here. */
export function checkFile(
  file: File,
  accept: string | undefined,
  strings: Pick<Strings, 'fileNotAccepted' | 'fileEmpty' | 'fileTooLarge'>,
  formats: Formats,
): string | undefined {
  if (accept && !isAccepted(file, accept)) return strings.fileNotAccepted(file.name)
  if (file.size === 0) return strings.fileEmpty(file.name)
  if (file.size > MAX_UPLOAD_BYTES) return strings.fileTooLarge(file.name, formats.bytes(MAX_UPLOAD_BYTES))
  return undefined
}

/** As `<input accept>` reads it: ".pdf", "image/*", "text/plain", with commas between. */
function isAccepted({ name, type }: File, accept: string): boolean {
  return accept
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())
    .some((kind) => {
      if (kind.startsWith('.')) return name.toLowerCase().endsWith(kind)
      return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind
    })
}
