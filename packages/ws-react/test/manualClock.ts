import type { Clock } from '../src/transport/clock.ts'

export interface ManualClock extends Clock {
  /** Lets so much time pass, and calls back what is due, in order. */
  advance(ms: number): void
  /** Time passes, but no timer runs meanwhile: as while the machine sleeps. What is due is called back on `advance`. */
  sleep(ms: number): void
  /** How many call-backs are waited for. */
  readonly waiting: number
}

/** A clock that stands still until it is told. */
export function createManualClock(start = Date.UTC(2024, 0, 15)): ManualClock {
  let now = start
  const timers = new Map<symbol, { readonly at: number; readonly callback: () => void }>()

  return {
    now: () => now,
    after: (ms, callback) => {
      const key = Symbol()
      timers.set(key, { at: now + ms, callback })
      return () => void timers.delete(key)
    },
    advance: (ms) => {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).toSorted(([, one], [, two]) => one.at - two.at)
        if (!next) break
        const [key, { at, callback }] = next
        timers.delete(key)
        now = Math.max(now, at)
        callback()
      }
      now = end
    },
    sleep: (ms) => {
      now += ms
    },
    get waiting() {
      return timers.size
    },
  }
}
