/** A flag's whole number. */
export function readCount(flag: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new RangeError(`--${flag} must be a whole number from 1, not "${text}".`)
  return Number(text)
}
