import type { Logger } from 'pino'
import type { RedisClient } from './redisConnection.ts'
import type { Sealer } from './sealer.ts'

/** Items for one channel that follow each other go as one. */
const MAX_JOINED_ITEMS = 64
const MAX_JOINED_CHARS = 64 * 1024
/** Handed over and not answered yet: the rest waits here, where it can still be joined or dropped. */
const MAX_UNDER_WAY = 512
const DROPPED_LOG_MS = 60_000

interface Options {
  readonly capacity: number
  readonly sealer: Pick<Sealer, 'names' | 'seal'>
  readonly client: () => RedisClient | undefined
  readonly log: Logger
}

/** What this node has to tell the others: sealed and published in order, bounded, lossy. */
export interface RedisOutbox {
  /** `isVital`: little, and never dropped to make room. */
  add(channel: string, json: string, isVital: boolean): void
  /** Redis is there: sends what waits. */
  flush(): void
  dropped(): number
  /** Takes nothing more. Settles when all is sent, or cannot be. */
  close(): Promise<void>
}

interface Joined {
  readonly channel: string
  readonly isVital: boolean
  readonly items: string[]
  chars: number
}

export function createRedisOutbox({ capacity, sealer, client, log }: Options): RedisOutbox {
  const waiting = new Set<Joined>()
  let last: Joined | undefined
  let items = 0
  let underWay = 0
  let droppedItems = 0
  let isClosed = false
  let emptied = () => {}
  let turn: NodeJS.Immediate | undefined
  let droppedLog: NodeJS.Timeout | undefined

  function add(channel: string, json: string, isVital: boolean): void {
    if (isClosed) return
    if (
      last?.channel === channel &&
      last.isVital === isVital &&
      last.items.length < MAX_JOINED_ITEMS &&
      last.chars < MAX_JOINED_CHARS
    ) {
      last.items.push(json)
      last.chars += json.length
    } else {
      last = { channel, isVital, items: [json], chars: json.length }
      waiting.add(last)
    }
    if (!isVital) items++
    if (items > capacity) flush()
    if (items > capacity) dropOldest()
    // What one turn of the event loop publishes goes together.
    else turn ??= setImmediate(flush)
  }

  function dropOldest(): void {
    const oldest = oldestToDrop()
    if (!oldest) return
    oldest.items.shift()
    if (oldest.items.length === 0) take(oldest)
    items--
    droppedItems++
    if (droppedLog || !client()) return
    // While Redis is away, that is said once, and how many were dropped when it is back.
    log.warn({ dropped: droppedItems }, 'Redis is too slow: events are dropped, and read from the database instead')
    droppedLog = setTimeout(() => (droppedLog = undefined), DROPPED_LOG_MS)
  }

  function oldestToDrop(): Joined | undefined {
    for (const joined of waiting) if (!joined.isVital) return joined
    return undefined
  }

  function take(joined: Joined): void {
    waiting.delete(joined)
    if (last === joined) last = undefined
  }

  function flush(): void {
    clearImmediate(turn)
    turn = undefined
    const redis = client()
    if (!redis) return
    for (const joined of waiting) {
      if (underWay >= MAX_UNDER_WAY) return
      take(joined)
      if (!joined.isVital) items -= joined.items.length
      underWay++
      send(redis, joined).then(sent, sent)
    }
  }

  function send(redis: RedisClient, { channel, items }: Joined): Promise<unknown> {
    return redis.publish(sealer.names(channel)[0], sealer.seal(channel, `[${items.join(',')}]`))
  }

  function sent(): void {
    underWay--
    if (waiting.size > 0) turn ??= setImmediate(flush)
    else if (underWay === 0) emptied()
  }

  return {
    add,
    flush,
    dropped: () => droppedItems,
    close() {
      isClosed = true
      clearTimeout(droppedLog)
      flush()
      clearImmediate(turn)
      if (underWay === 0) return Promise.resolve()
      return new Promise((resolve) => (emptied = resolve))
    },
  }
}
