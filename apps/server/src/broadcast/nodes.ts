import type { Logger } from 'pino'
import type { ChannelLayer } from './channelLayer.ts'
import { createMemoryLimiter, type CreateLimiter } from './limiter.ts'
import { createMemoryChannelLayer } from './memoryChannelLayer.ts'
import type { SharedPresence } from './presence.ts'
import { createRedisChannelLayer } from './redisChannelLayer.ts'
import type { RedisTimes } from './redisConnection.ts'
import { withDeadline } from './redisDeadline.ts'
import { createRedisLimiters } from './redisLimits.ts'
import { createRedisLink } from './redisLink.ts'
import { shareRedisPresence, type PresenceTimes } from './redisPresence.ts'

/** A node starts without Redis when Redis has not answered by then. */
const START_MS = 1_000

interface Options {
  /** `undefined`: this node is the system. */
  readonly redisUrl: string | undefined
  readonly channelSecrets: readonly string[]
  readonly channelCapacity: number
  readonly channelExpiryMs: number
  readonly log: Logger
  readonly now: () => number
  readonly times?: Partial<RedisTimes & PresenceTimes>
}

/** What ties the nodes of one system together. */
export interface Nodes {
  readonly layer: ChannelLayer
  /** For what is limited over all nodes. */
  readonly createLimiter: CreateLimiter
  /** Tells the others who is here, and learns who is with them. Settles when it knows. */
  share(presence: SharedPresence): Promise<void>
  /** Events for the other nodes that were dropped since the start. */
  dropped(): number
  /** Says goodbye to the others, after the last socket is gone. */
  close(): Promise<void>
}

export async function joinNodes(options: Options): Promise<Nodes> {
  const { redisUrl, channelSecrets, channelCapacity, channelExpiryMs, log, now, times } = options
  if (redisUrl === undefined) return alone()
  const link = createRedisLink({ url: redisUrl, secrets: channelSecrets, capacity: channelCapacity, log, times })
  const layer = createRedisChannelLayer({ link, expiryMs: channelExpiryMs, log, now })
  let stopSharing = () => {}
  await withDeadline(link.settled, START_MS)
  return {
    layer,
    createLimiter: createRedisLimiters({ link }),
    async share(presence) {
      const sharing = await shareRedisPresence({ link, presence, times })
      stopSharing = sharing.close
    },
    dropped: link.dropped,
    async close() {
      stopSharing()
      await layer.close()
      await link.close()
    },
  }
}

function alone(): Nodes {
  const layer = createMemoryChannelLayer()
  return {
    layer,
    createLimiter: createMemoryLimiter,
    share: () => Promise.resolve(),
    dropped: () => 0,
    close: () => layer.close(),
  }
}
