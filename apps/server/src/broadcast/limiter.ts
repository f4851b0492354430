import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

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
  /** How often it was done in this window, this time included. */
  readonly count: number
  /** Until the window ends. */
  readonly retryMs: number
}

export interface Limiter {
  readonly rule: LimiterRule
  consume(key: string): Promise<Verdict>
  /** Takes one back that was allowed. */
  refund(key: string): Promise<void>
  /** Begins anew. */
  forget(key: string): Promise<void>
}

export type CreateLimiter = (rule: LimiterRule) => Limiter

/** Counts what happens in this process. */
export const createMemoryLimiter: CreateLimiter = (rule) => {
  const limiter = new RateLimiterMemory({ points: rule.points, duration: rule.windowMs / 1_000 })
  return {
    rule,
    consume: (key) => verdictOf(limiter.consume(key)),
    async refund(key) {
      if (await limiter.get(key)) await limiter.reward(key)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

/** The library throws its refusals. */
function verdictOf(answer: Promise<RateLimiterRes>): Promise<Verdict> {
  const verdict = ({ consumedPoints: count, msBeforeNext }: RateLimiterRes, isAllowed: boolean): Verdict => {
    return { isAllowed, count, retryMs: Math.ceil(msBeforeNext) }
  }
  return answer.then(
    (result) => verdict(result, true),
    (reason: unknown) => {
      if (reason instanceof RateLimiterRes) return verdict(reason, false)
      throw reason
    },
  )
}
