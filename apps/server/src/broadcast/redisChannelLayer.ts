import type { Logger } from 'pino'
import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'
import { createMemoryChannelLayer } from './memoryChannelLayer.ts'
import { encodeTimedEvent, readTimedEvent } from './redisChannelEvent.ts'
import type { RedisLink } from './redisLink.ts'

/** What another version of this program sends and we cannot read must not fill the log. */
const UNREADABLE_LOG_MS = 60_000

interface Options {
  readonly link: RedisLink
  /** An event that comes later than this is dropped: what it told is read from the database. */
  readonly expiryMs: number
  readonly log: Logger
  readonly now: () => number
}

interface Topic {
  listeners: number
  readonly subscription: Promise<() => void>
}

/** The channel layer of many nodes: within this one as in memory, to the others over Redis. */
export function createRedisChannelLayer({ link, expiryMs, log, now }: Options): ChannelLayer {
  const here = createMemoryChannelLayer()
  const topics = new Map<string, Topic>()
  let loggedAt = Number.NEGATIVE_INFINITY

  function receive(channel: string, item: unknown): void {
    const timed = readTimedEvent(item)
    if (!timed) return logUnreadable()
    if (now() - timed.at <= expiryMs) here.publish(channel, timed.event)
  }

  function logUnreadable(): void {
    if (now() - loggedAt < UNREADABLE_LOG_MS) return
    loggedAt = now()
    log.warn('An event from another node was not as expected. Do all nodes run the same version?')
  }

  function enter(channel: string): Topic {
    const known = topics.get(channel)
    if (known) {
      known.listeners++
      return known
    }
    const topic = { listeners: 1, subscription: link.subscribe(channel, (item) => receive(channel, item)) }
    topics.set(channel, topic)
    return topic
  }

  function leave(channel: string, topic: Topic): void {
    if (--topic.listeners > 0) return
    if (topics.get(channel) === topic) topics.delete(channel)
    void topic.subscription.then((unsubscribe) => unsubscribe())
  }

  return {
    publish(channel, event: ChannelEvent) {
      link.publish(channel, encodeTimedEvent(now(), event))
      here.publish(channel, event)
    },
    async subscribe(channel, listener) {
      const stopped = here.subscribe(channel, listener)
      const topic = enter(channel)
      await topic.subscription
      const stop = await stopped
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        stop()
        leave(channel, topic)
      }
    },
    isConnected: link.isConnected,
    onConnection: link.onConnection,
    async close() {
      for (const { subscription } of topics.values()) (await subscription)()
      topics.clear()
      await here.close()
    },
  }
}
