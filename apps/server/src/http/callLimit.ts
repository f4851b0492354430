import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'

/** Calls of one user: 50 a second for long, many more at once when a client starts. */
const CALLS = { points: 500, duration: 10 }
/** What one user may upload. */
const UPLOAD_BYTES = { points: 1024 * 1024 * 1024, duration: 60 * 60 }

/** What one user may ask of this node over HTTP. Each throws WS_007 when it is too much. */
export interface CallLimit {
  call(userId: number): Promise<void>
  upload(userId: number, bytes: number): Promise<void>
}

export function createCallLimit(): CallLimit {
  const calls = new RateLimiterMemory(CALLS)
  const uploads = new RateLimiterMemory(UPLOAD_BYTES)
  return {
    call: (userId) => consume(calls, userId, 1, `At most ${CALLS.points} calls in ${CALLS.duration} s.`),
    upload: (userId, bytes) =>
      consume(uploads, userId, bytes, `At most ${UPLOAD_BYTES.points} bytes of files in ${UPLOAD_BYTES.duration} s.`),
  }
}

async function consume(limiter: RateLimiterMemory, userId: number, points: number, details: string): Promise<void> {
  try {
    await limiter.consume(userId, points)
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    throw new Refusal('WS_007', details, { retry_after: Math.max(1, Math.ceil(reason.msBeforeNext)) })
  }
}
