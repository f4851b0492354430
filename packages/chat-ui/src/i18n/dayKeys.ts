const COARSE_MS = 6 * 3_600_000
/** Days begin at quarters of an hour everywhere. */
const FINE_MS = 15 * 60_000

/**
 * The calendar day of each moment. Asking Intl for it costs microseconds, and a long room asks ten thousand times: so it
 * is asked only once for each stretch of time; where both ends of one have the same day, all between have it too.
 */
export function createDayKeys(format: (time: number) => string): (timestamp: string) => string {
  const known = new Map<number, string>()
  function at(time: number): string {
    const key = known.get(time) ?? format(time)
    known.set(time, key)
    return key
  }
  return (timestamp) => {
    const time = Date.parse(timestamp)
    const from = Math.floor(time / COARSE_MS) * COARSE_MS
    const key = at(from)
    return key === at(from + COARSE_MS - 1) ? key : at(Math.floor(time / FINE_MS) * FINE_MS)
  }
}
