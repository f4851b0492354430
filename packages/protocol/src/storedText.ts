const SURROGATE = /[\ud800-\udfff]/
const HALF_CHARACTER = /\p{Surrogate}/gu

/** NUL is what not every database can store. */
export function isStorable(text: string): boolean {
  return !text.includes('\0')
}

/** Halves of characters become U+FFFD, as in any UTF-8. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(HALF_CHARACTER, '\ufffd') : text
}
