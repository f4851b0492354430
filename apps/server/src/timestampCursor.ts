const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:?\d{2})$/
const MICRO_DIGITS = 6
const MILLI_DIGITS = 3

/** A time as notifications are stored with it, so that texts compare as times do; `undefined` if it is no time. */
export function asCursor(text: string): string | undefined {
  // In a query a plus sign that was not encoded has become a space.
  const time = text.replace(' ', '+')
  const match = ISO.exec(time)
  const milliseconds = Date.parse(time)
  if (!match || Number.isNaN(milliseconds)) return undefined
  const fraction = (match[1] ?? '').padEnd(MICRO_DIGITS, '0').slice(MILLI_DIGITS, MICRO_DIGITS)
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${fraction}Z`
}
