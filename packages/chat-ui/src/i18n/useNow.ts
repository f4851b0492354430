import { useEffect, useState } from 'react'
import { useLocale } from './LocaleContext.ts'

/** The time, renewed every `intervalMs`; `undefined` stops the clock. */
export function useNow(intervalMs: number | undefined): number {
  const { now } = useLocale()
  const [time, setTime] = useState(now)

  useEffect(() => {
    if (intervalMs === undefined) return
    const tick = () => setTime(now())
    // Where the clock stood still before. One that has just begun is right already: nothing is drawn twice for it.
    const soon = setTimeout(() => setTime((last) => (now() - last < intervalMs ? last : now())), 0)
    const timer = setInterval(tick, intervalMs)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
    }
  }, [intervalMs, now])

  return time
}
