import { useEffect, useState } from 'react'
import { useLocale } from './LocaleContext.ts'

/** The time, renewed every `intervalMs`; `undefined` stops the clock. */
export function useNow(intervalMs: number | undefined): number {
  const { now } = useLocale()
  const [time, setTime] = useState(now)

  useEffect(() => {
    if (intervalMs === undefined) return
    const tick = () => setTime(now())
    const soon = setTimeout(tick, 0)
    const timer = setInterval(tick, intervalMs)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
    }
  }, [intervalMs, now])

  return time
}
