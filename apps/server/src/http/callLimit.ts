import { Refusal } from '@mediconnect/protocol'
import { createMemoryLimiter, type MemoryLimiter } from '../broadcast/limiter.ts'

const SECOND_MS = 1_000
/** Calls of one user: 50 a second for long, many more at once when a client starts. */
const CALLS = { name: 'call', points: 500, windowMs: 10 * SECOND_MS }
/** What one user may upload. */
const UPLOAD_BYTES = { name: 'upload', points: 1024 * 1024 * 1024, windowMs: 60 * 60 * SECOND_MS }

/** What one user may ask of this node over HTTP. Each throws WS_007 when it is too much. */
export interface CallLimit {
  call(userId: number): void
  upload(userId: number, bytes: number): void
}

export function createCallLimit(): CallLimit {
  const calls = createMemoryLimiter(CALLS)
  const uploads = createMemoryLimiter(UPLOAD_BYTES)
  return {
    call: (userId) => consume(calls, userId, 1, 'calls'),
    upload: (userId, bytes) => consume(uploads, userId, bytes, 'bytes of files'),
  }
}

function consume(limiter: MemoryLimiter, userId: number, points: number, what: string): void {
  const { isAllowed, retryMs } = limiter.consume(userId, points)
  if (isAllowed) return
  const { rule } = limiter
  throw new Refusal('WS_007', `At most ${rule.points} ${what} in ${rule.windowMs / SECOND_MS} s.`, {
    retry_after: Math.max(1, retryMs),
  })
}
