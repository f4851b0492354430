import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'

/** Frames of all kinds a user may send for each message they may send. */
const FRAMES_PER_MESSAGE = 20
/** A peer this many times over the limit of frames is not listening to our answers. */
const FLOOD_FACTOR = 10

interface Options {
  readonly rateLimitMessages: number
  readonly rateLimitWindowMs: number
}

/** What one user may send, over all devices. Each throws WS_007 when it is too much. */
export interface Limits {
  frame(userId: number): Promise<void>
  message(userId: number): Promise<void>
}

export function createLimits({ rateLimitMessages, rateLimitWindowMs }: Options): Limits {
  const duration = rateLimitWindowMs / 1000
  const frames = new RateLimiterMemory({ points: rateLimitMessages * FRAMES_PER_MESSAGE, duration })
  const messages = new RateLimiterMemory({ points: rateLimitMessages, duration })

  async function consume(limiter: RateLimiterMemory, userId: number): Promise<void> {
    try {
      await limiter.consume(userId)
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason
      const isFlood = limiter === frames && reason.consumedPoints > limiter.points * FLOOD_FACTOR
      throw new Refusal(
        'WS_007',
        `At most ${limiter.points} ${limiter === frames ? 'frames' : 'messages'} in ${rateLimitWindowMs} ms.`,
        { retry_after: Math.max(1, Math.ceil(reason.msBeforeNext)) },
        isFlood,
      )
    }
  }

  return {
    frame: (userId) => consume(frames, userId),
    message: (userId) => consume(messages, userId),
  }
}
