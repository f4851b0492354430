let last = Number.NaN
let text = ''

/** A time in milliseconds since 1970 as it is stored and told. In a burst many ask for the same one. */
export function isoTime(milliseconds: number): string {
  if (milliseconds !== last) {
    text = new Date(milliseconds).toISOString()
    last = milliseconds
  }
  return text
}
