import {
  MAX_CONNECTIONS_PER_USER,
  MAX_MESSAGE_BYTES,
  MAX_UPLOAD_BYTES,
  RATE_LIMIT_WINDOW_MS,
  Refusal,
} from '@mediconnect/protocol'

/** Named as the real server's configuration. */
export interface MemoryLimitOptions {
  /** @default no limit, unlike the real server's 30: a test writes faster than a person */
  rateLimitMessages?: number
  /** @default 10000 */
  rateLimitWindowMs?: number
  /** @default 65536 */
  maxMessageBytes?: number
  /** @default 20 */
  maxConnectionsPerUser?: number
}

/** What one user may do. Each throws when it is too much. */
export interface MemoryLimits {
  readonly maxMessageBytes: number
  message(userId: number): void
  connection(open: number): void
  upload(file: Blob): void
}

export function createMemoryLimits(options: MemoryLimitOptions, now: () => number): MemoryLimits {
  const {
    rateLimitMessages = Infinity,
    rateLimitWindowMs = RATE_LIMIT_WINDOW_MS,
    maxMessageBytes = MAX_MESSAGE_BYTES,
    maxConnectionsPerUser = MAX_CONNECTIONS_PER_USER,
  } = options
  const windows = new Map<number, { readonly endsAt: number; count: number }>()
  return {
    maxMessageBytes,
    message: (userId) => {
      const open = windows.get(userId)
      const current = open && now() < open.endsAt ? open : { endsAt: now() + rateLimitWindowMs, count: 0 }
      windows.set(userId, current)
      current.count += 1
      if (current.count <= rateLimitMessages) return
      const retry_after = Math.max(1, current.endsAt - now())
      throw new Refusal('WS_007', `At most ${rateLimitMessages} messages in ${rateLimitWindowMs} ms.`, { retry_after })
    },
    connection: (open) => {
      if (open < maxConnectionsPerUser) return
      throw new Refusal('WS_007', `A user has at most ${maxConnectionsPerUser} connections at a time.`, {}, true)
    },
    upload: ({ size }) => {
      if (size === 0) throw new Refusal('WS_004', 'The file is empty.')
      if (size > MAX_UPLOAD_BYTES) throw new Refusal('WS_010', `A file has at most ${MAX_UPLOAD_BYTES} bytes.`)
    },
  }
}
