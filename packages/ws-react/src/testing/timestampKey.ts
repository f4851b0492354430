const FRACTION = /\.(\d+)(?=Z|[+-]|$)/
const DIGITS = 9

/** A time as a text that compares as times do, finer than a millisecond; empty if it is no time. */
export function timestampKey(text: string): string {
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) return ''
  const fraction = (FRACTION.exec(text)?.[1] ?? '').padEnd(DIGITS, '0').slice(3, DIGITS)
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${fraction}`
}
