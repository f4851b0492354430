import type { Logger } from 'pino'
import { createRedisConnection, type RedisClient, type RedisTimes } from './redisConnection.ts'
import { withDeadline } from './redisDeadline.ts'
import { createRedisOutbox } from './redisOutbox.ts'
import { createSealer } from './sealer.ts'

/** How long a subscriber waits for Redis to confirm; it is subscribed as soon as it can be. */
const SUBSCRIBE_MS = 1_000
/** How long what was published last may take when the node goes. */
const GOODBYE_MS = 500
/** What somebody else writes into our channels must not fill the log. */
const UNREADABLE_LOG_MS = 60_000

export interface RedisLinkOptions {
  readonly url: string
  /** The first seals what goes over Redis, all open; none: anybody on Redis can read it. */
  readonly secrets: readonly string[]
  /** Items that may wait for a Redis that is slow or away; of more, the oldest are dropped. */
  readonly capacity: number
  readonly log: Logger
  readonly times?: Partial<RedisTimes>
}

/** `from`: the node that published it. */
export type LinkListener = (item: unknown, from: string) => void

/** The way to the other nodes, sealed: what one of them publishes, the others hear, in the order it was published. */
export interface RedisLink {
  /** This node, as the others know it: another one after each start. */
  readonly nodeId: string
  /** `json`: one value, as JSON. May be lost; what is vital only together with a connection. */
  publish(channel: string, json: string, isVital?: boolean): void
  /** One listener a channel. Settles when Redis has confirmed, or cannot for now. Gives back how to stop. */
  subscribe(channel: string, listener: LinkListener): Promise<() => void>
  /** Settles when Redis is there, or has turned out to be away. */
  readonly settled: Promise<void>
  isConnected(): boolean
  onConnection(listener: (isConnected: boolean) => void): () => void
  /** How many other nodes listen to a channel now; 0 when it cannot be known. */
  listenersElsewhere(channel: string): Promise<number>
  /** A connection for commands; `undefined` while Redis is away. */
  client(): RedisClient | undefined
  /** What a key is called on Redis. */
  keyOf(name: string): string
  /** Items that were dropped since the start. */
  dropped(): number
  close(): Promise<void>
}

interface Topic {
  readonly channel: string
  readonly names: readonly string[]
  readonly listener: LinkListener
  readonly confirmed: Promise<unknown>
}

/** One connection to publish and for commands, one to listen. */
export function createRedisLink({ url, secrets, capacity, log, times }: RedisLinkOptions): RedisLink {
  const sealer = createSealer(secrets)
  const topics = new Map<string, Topic>()
  const topicOf = new Map<string, Topic>()
  const connectionListeners = new Set<(isConnected: boolean) => void>()
  /** The connection to listen, from the moment on that subscriptions are renewed on it. */
  let listening: RedisClient | undefined
  let isConnected: boolean | undefined
  let settle = () => {}
  const settled = new Promise<void>((resolve) => (settle = resolve))
  let isClosed = false
  let unreadable = 0
  let unreadableLog: NodeJS.Timeout | undefined

  if (!sealer.isSealing) log.warn('No CHANNEL_SECRET: whoever can read on Redis can read all that goes over it')
  const outbox = createRedisOutbox({ capacity, sealer, client: () => publishing.client(), log })
  const publishing = createRedisConnection({
    url,
    times,
    prepare: () => Promise.resolve(),
    changed(isReady, error) {
      judge(error)
      if (isReady) outbox.flush()
    },
  })
  const subscribing = createRedisConnection({
    url,
    times,
    async prepare(client) {
      listening = client
      const names = [...topicOf.keys()]
      if (names.length > 0) await client.subscribe(names, receive, true)
    },
    changed(isReady, error) {
      if (!isReady) listening = undefined
      judge(error)
    },
  })

  /** Both or nothing: a node that is not heard, or does not hear, is alone. */
  function judge(error: unknown): void {
    const isNow = publishing.client() !== undefined && subscribing.client() !== undefined
    if (isNow === isConnected || isClosed) return
    const isFirst = isConnected === undefined
    // One of the two may be there a moment before the other.
    if (isFirst && !isNow && error === undefined) return
    isConnected = isNow
    settle()
    if (isNow) log.info({ dropped: outbox.dropped() }, isFirst ? 'Redis is there' : 'Redis is back')
    else log.error({ err: error }, 'Redis is away: this node serves its own sockets alone')
    if (!isFirst || isNow) for (const listener of [...connectionListeners]) guarded(() => listener(isNow))
  }

  function receive(bytes: Buffer, name: Buffer): void {
    const topic = topicOf.get(name.toString())
    if (!topic || sealer.isOwn(bytes)) return
    const opened = sealer.open(topic.channel, bytes)
    const items = opened && parse(opened.text)
    if (!items) return countUnreadable()
    for (const item of items) guarded(() => topic.listener(item, opened.from))
  }

  /** A listener's fault must not end the connection. */
  function guarded(task: () => void): void {
    try {
      task()
    } catch (error) {
      log.error({ err: error }, 'Something that came from another node failed')
    }
  }

  function countUnreadable(): void {
    unreadable++
    if (unreadableLog) return
    log.warn('Something on Redis could not be opened or read. Do all nodes have the same CHANNEL_SECRET?')
    unreadable = 0
    unreadableLog = setTimeout(() => {
      unreadableLog = undefined
      if (unreadable > 0) countUnreadable()
    }, UNREADABLE_LOG_MS)
  }

  function confirm(names: readonly string[]): Promise<unknown> {
    // What fails is done again with the next connection.
    const done = listening?.subscribe([...names], receive, true).catch(() => undefined)
    return done ? withDeadline(done, SUBSCRIBE_MS) : Promise.resolve()
  }

  function unsubscribe(topic: Topic): void {
    if (topics.get(topic.channel) !== topic) return
    topics.delete(topic.channel)
    for (const name of topic.names) topicOf.delete(name)
    listening?.unsubscribe([...topic.names], receive, true).catch(() => undefined)
  }

  return {
    nodeId: sealer.id,
    publish: (channel, json, isVital = false) => outbox.add(channel, json, isVital),
    async subscribe(channel, listener) {
      const names = sealer.names(channel)
      const topic: Topic = { channel, names, listener, confirmed: confirm(names) }
      topics.set(channel, topic)
      for (const name of names) topicOf.set(name, topic)
      await topic.confirmed
      return () => unsubscribe(topic)
    },
    settled,
    isConnected: () => isConnected === true,
    onConnection(listener) {
      const entry = (isNow: boolean) => listener(isNow)
      connectionListeners.add(entry)
      return () => connectionListeners.delete(entry)
    },
    async listenersElsewhere(channel) {
      const [name] = sealer.names(channel)
      const counts = await publishing
        .client()
        ?.pubSubNumSub([name])
        .catch(() => undefined)
      return Math.max(0, Number(counts?.[name] ?? 0) - (topicOf.has(name) ? 1 : 0))
    },
    client: () => publishing.client(),
    keyOf: (name) => sealer.names(name)[0],
    dropped: () => outbox.dropped(),
    async close() {
      isClosed = true
      clearTimeout(unreadableLog)
      await withDeadline(outbox.close(), GOODBYE_MS)
      publishing.close()
      subscribing.close()
    },
  }
}

function parse(text: string): unknown[] | undefined {
  try {
    const items: unknown = JSON.parse(text)
    return Array.isArray(items) ? items : undefined
  } catch {
    return undefined
  }
}
