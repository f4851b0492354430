import { Refusal } from '@mediconnect/protocol'
import { createMemoryLimiter, type CreateLimiter, type LimiterRule, type Verdict } from '../broadcast/limiter.ts'

/** Frames of all kinds a user may send for each message they may send. */
const FRAMES_PER_MESSAGE = 20
/** A peer this many times over the limit of frames is not listening to our answers. */
const FLOOD_FACTOR = 10
/** Wrong passwords for one name from one address in {@link FAILURE_WINDOW_MS}. */
const MAX_FAILURES = 10
const FAILURE_WINDOW_MS = 60_000

interface Options {
  readonly rateLimitMessages: number
  readonly rateLimitWindowMs: number
}

/** What one user may do, over all devices. Each throws WS_007 when it is too much; a promise is to be waited for. */
export interface Limits {
  /** On this node: a frame that is not a message costs the other nodes nothing. */
  frame(userId: number): void
  /** On all nodes. */
  message(userId: number): Promise<void> | undefined
  /** On all nodes: an attempt to sign in, which counts as failed unless one of the next two follows. */
  signIn(key: string): Promise<void>
  signedIn(key: string): Promise<void>
  /** The password was not even looked at. */
  signInUntried(key: string): Promise<void>
}

/** `createShared`: how what is counted on all nodes is counted. */
export function createLimits(options: Options, createShared: CreateLimiter = createMemoryLimiter): Limits {
  const { rateLimitMessages: points, rateLimitWindowMs: windowMs } = options
  const frames = createMemoryLimiter({ name: 'frame', points: points * FRAMES_PER_MESSAGE, windowMs })
  const messages = createShared({ name: 'message', points, windowMs })
  const signIns = createShared({ name: 'sign-in', points: MAX_FAILURES, windowMs: FAILURE_WINDOW_MS })

  function judge({ isAllowed, count, retryMs }: Verdict, rule: LimiterRule, what: string, floodAt = Infinity): void {
    if (isAllowed) return
    throw new Refusal(
      'WS_007',
      `At most ${rule.points} ${what} in ${rule.windowMs} ms.`,
      { retry_after: Math.max(1, retryMs) },
      count > floodAt,
    )
  }

  return {
    frame: (userId) => judge(frames.consume(userId), frames.rule, 'frames', frames.rule.points * FLOOD_FACTOR),
    message(userId) {
      const verdict = messages.consume(userId)
      if (verdict instanceof Promise) return verdict.then((answer) => judge(answer, messages.rule, 'messages'))
      judge(verdict, messages.rule, 'messages')
    },
    signIn: async (key) => judge(await signIns.consume(key), signIns.rule, 'wrong passwords'),
    signedIn: (key) => signIns.forget(key),
    signInUntried: (key) => signIns.refund(key),
  }
}
