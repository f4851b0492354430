/** What may be done so often in a window; it begins with the first time. */
export interface LimiterRule {
  /** Tells limiters apart; each has counts of its own. */
  readonly name: string
  readonly points: number
  readonly windowMs: number
}

/** What a limiter says to one more. */
export interface Verdict {
  readonly isAllowed: boolean
  /** How much was done in this window, this time included. */
  readonly count: number
  /** Until the window ends. */
  readonly retryMs: number
}

export type LimiterKey = string | number

export interface Limiter {
  readonly rule: LimiterRule
  consume(key: LimiterKey): Verdict | Promise<Verdict>
  /** Takes one back that was allowed. */
  refund(key: LimiterKey): Promise<void>
  /** Begins anew. */
  forget(key: LimiterKey): Promise<void>
}

/** A limiter that need not be waited for, as it looks at every frame there is. */
export interface MemoryLimiter extends Limiter {
  /** `points`: what counts for more than one. */
  consume(key: LimiterKey, points?: number): Verdict
}

export type CreateLimiter = (rule: LimiterRule) => Limiter

interface Window {
  readonly endsAt: number
  count: number
}

/** Counts what happens in this process. */
export function createMemoryLimiter(rule: LimiterRule, clock: () => number = () => performance.now()): MemoryLimiter {
  // All are of one length, so the oldest stand in front.
  const windows = new Map<LimiterKey, Window>()

  /** Before this none ends. */
  let firstEnd = Infinity

  function forgetEnded(now: number): void {
    firstEnd = Infinity
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now) {
        firstEnd = endsAt
        return
      }
      windows.delete(key)
    }
  }

  return {
    rule,
    consume(key, points = 1) {
      const now = clock()
      if (now >= firstEnd) forgetEnded(now)
      let window = windows.get(key)
      if (!window) {
        window = { endsAt: now + rule.windowMs, count: 0 }
        windows.set(key, window)
        firstEnd = Math.min(firstEnd, window.endsAt)
      }
      window.count += points
      return {
        isAllowed: window.count <= rule.points,
        count: window.count,
        retryMs: Math.ceil(window.endsAt - now),
      }
    },
    refund(key) {
      const window = windows.get(key)
      if (window) window.count--
      return Promise.resolve()
    },
    forget(key) {
      windows.delete(key)
      return Promise.resolve()
    },
  }
}
