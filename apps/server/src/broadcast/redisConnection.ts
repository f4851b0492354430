import { createClient } from 'redis'

const FIRST_REDIAL_MS = 50
/** Redis is back soon after it is back: a node without it is alone. */
const MAX_REDIAL_MS = 1_000
const PING_MS = 1_000
/** A Redis that has not answered for so long hangs. */
const ANSWER_MS = 2_500

export type RedisClient = ReturnType<typeof dialled>

export interface RedisTimes {
  readonly pingMs: number
  readonly answerMs: number
}

interface Options {
  readonly url: string
  /** What a new connection needs before it is of use. */
  readonly prepare: (client: RedisClient) => Promise<void>
  /** Called when it comes and when it goes; `error` says why it went or could not come. */
  readonly changed: (isReady: boolean, error?: unknown) => void
  readonly times?: Partial<RedisTimes>
}

/** One connection to Redis that comes back by itself. */
export interface RedisConnection {
  /** `undefined` while Redis is away. */
  client(): RedisClient | undefined
  close(): void
}

/**
 * A new client for each dial: what was asked of the old one fails at once, and nothing of it is left in queues. Whether
 * Redis hangs is found out by asking: a socket's own timeout is put off by every write.
 */
export function createRedisConnection({ url, prepare, changed, times = {} }: Options): RedisConnection {
  const { pingMs, answerMs } = { pingMs: PING_MS, answerMs: ANSWER_MS, ...times }
  let current: RedisClient | undefined
  let isReady = false
  let failures = 0
  /** The next dial, the next ping, or the end of waiting for an answer. */
  let timer: NodeJS.Timeout | undefined

  function dial(): void {
    const client = dialled(url, answerMs)
    current = client
    client.on('error', (error: unknown) => lost(client, error))
    waitForAnswer(client, async () => {
      await client.connect()
      await prepare(client)
    })
  }

  function waitForAnswer(client: RedisClient, ask: () => Promise<unknown>): void {
    let isAnswered = false
    const giveUp = () => {
      if (!isAnswered) lost(client, new Error(`Redis has not answered for ${answerMs} ms`))
    }
    // This process may have been the one that hung: what has come meanwhile is read before the verdict.
    timer = setTimeout(() => setImmediate(giveUp), answerMs)
    ask().then(
      () => {
        isAnswered = true
        if (current === client) answered(client)
      },
      (error: unknown) => lost(client, error),
    )
  }

  function answered(client: RedisClient): void {
    clearTimeout(timer)
    timer = setTimeout(() => waitForAnswer(client, () => client.ping()), pingMs)
    failures = 0
    if (isReady) return
    isReady = true
    changed(true)
  }

  function lost(client: RedisClient, error: unknown): void {
    if (current !== client) return
    drop()
    timer = setTimeout(dial, redialMs(failures++))
    changed(false, error)
  }

  function drop(): void {
    clearTimeout(timer)
    current?.destroy()
    current = undefined
    isReady = false
  }

  dial()
  return {
    client: () => (isReady ? current : undefined),
    close: drop,
  }
}

function dialled(url: string, connectTimeout: number) {
  return createClient({
    url,
    disableOfflineQueue: true,
    // A timer for each command costs more than the command; the ping speaks for all.
    commandOptions: { timeout: 0 },
    socket: { connectTimeout, reconnectStrategy: false },
  })
}

/** With some chance, so that many nodes do not come at the same moment. */
function redialMs(failures: number): number {
  return Math.min(MAX_REDIAL_MS, FIRST_REDIAL_MS * 2 ** failures) * (0.5 + Math.random() / 2)
}
