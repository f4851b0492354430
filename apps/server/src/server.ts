import { join } from 'node:path'
import type { Logger } from 'pino'
import { createAuthenticate } from './auth/authenticate.ts'
import { demoSecret } from './auth/demoSecret.ts'
import { hashPassword } from './auth/password.ts'
import { createTokens } from './auth/token.ts'
import { createBroadcaster } from './broadcast/broadcaster.ts'
import type { ChannelLayer } from './broadcast/channelLayer.ts'
import { joinNodes } from './broadcast/nodes.ts'
import { createPresence, type SharedPresence } from './broadcast/presence.ts'
import { createPresenceAnnouncer } from './broadcast/presenceAnnouncer.ts'
import { createTyping } from './broadcast/typing.ts'
import type { Config } from './config.ts'
import { createApp } from './http/app.ts'
import type { Health } from './http/routes.ts'
import { createLog } from './log.ts'
import { createMessageEncoder } from './messageEncoder.ts'
import { createMetrics } from './metrics.ts'
import { createLimits } from './session/limits.ts'
import { createStrangers } from './socket/strangers.ts'
import { createSockets } from './socket/upgrade.ts'
import { openStore } from './store/openStore.ts'

const DEMO_PASSWORD = 'demo'
/** How long calls under way may take to be answered when the server goes. */
const HTTP_GRACE_MS = 1_000
/** How often a node looks for what another one stored and could not tell. */
const SYNC_MS = 2_000
/** In the data folder. */
const UPLOADS = 'uploads'
/**
 * Dials that may wait to be accepted; the system may allow fewer. When everybody comes back at once, whoever finds no
 * place is silent for a second before trying again.
 */
const BACKLOG = 4_096

export type { Config } from './config.ts'
export { ConfigError, readConfig } from './config.ts'

/** What a server may be given instead of its own. */
export interface ServerDependencies {
  readonly log?: Logger
  readonly now?: () => number
  readonly hashPassword?: (password: string) => Promise<string>
}

export interface Server {
  /** Opens the database and listens; with port 0 on a free one. */
  listen(): Promise<{ port: number; url: string }>
  /** Drains: takes nothing new, finishes what came in, says goodbye, closes. */
  close(): Promise<void>
}

/** A whole server of its own: database, sockets and HTTP, on one port. Reads no environment. */
export function createServer(config: Config, dependencies: ServerDependencies = {}): Server {
  let running: Promise<Running> | undefined

  return {
    async listen() {
      running ??= start(config, {
        log: dependencies.log ?? createLog(config.logLevel),
        now: dependencies.now ?? Date.now,
        hashPassword: dependencies.hashPassword ?? hashPassword,
      })
      return (await running).address
    },
    async close() {
      const server = running
      running = undefined
      if (server) await (await server).stop()
    },
  }
}

interface Running {
  readonly address: { port: number; url: string }
  stop(): Promise<void>
}

async function start(config: Config, dependencies: Required<ServerDependencies>): Promise<Running> {
  const { log, now } = dependencies
  const onError = (error: unknown) => log.error({ err: error }, 'Something failed in the background')
  const store = await openStore(config.database, { poolSize: config.databasePoolSize, now, onError })
  try {
    if (config.seed === 'demo') await store.seedDemo(await dependencies.hashPassword(DEMO_PASSWORD))
    const tokens = createTokens(config.jwtSecret ?? (await secretOfDemo(config, log)), now)
    const metrics = createMetrics()
    const nodes = await joinNodes({ ...config, log, now })
    const { layer } = nodes
    const syncMs = config.redisUrl === undefined ? undefined : SYNC_MS
    const broadcaster = createBroadcaster({ layer, store, syncMs, onError })
    const announcer = createPresenceAnnouncer({ store, broadcaster, presence: () => presence, now, onError })
    const presence: SharedPresence = createPresence((userId, isOurs) => announcer.announce(userId, isOurs))
    const typing = createTyping(broadcaster, now)
    let phase: ReturnType<Health['phase']> = 'starting'
    const context = {
      health: { phase: () => phase, redis: () => redisState(config, layer) },
      config,
      store,
      files: await store.openFiles(join(config.dataFolder, UPLOADS)),
      tokens,
      authenticate: createAuthenticate(tokens, store),
      broadcaster,
      presence,
      typing,
      layer,
      limits: createLimits(config, nodes.createLimiter),
      encodeMessage: createMessageEncoder(),
      strangers: createStrangers(config),
      metrics,
      log,
      now,
    }
    const app = await createApp(context)
    const sockets = createSockets(context)
    app.server.on('upgrade', sockets.upgrade)
    await nodes.share(presence)
    await app.listen({ port: config.port, host: config.host, backlog: BACKLOG }).catch(async (error: unknown) => {
      await sockets.drain()
      await app.close()
      broadcaster.close()
      await nodes.close()
      throw error
    })
    phase = 'serving'
    const address = app.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : config.port
    const host = config.host.includes(':') ? `[${config.host}]` : config.host
    return {
      address: { port, url: `http://${host}:${port}` },
      async stop() {
        phase = 'draining'
        await sockets.drain()
        typing.close()
        // A connection that has not asked for anything yet counts as busy, and would hold the door for a minute.
        const timer = setTimeout(() => app.server.closeAllConnections(), HTTP_GRACE_MS)
        await app.close()
        clearTimeout(timer)
        await announcer.idle()
        broadcaster.close()
        await nodes.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

function redisState({ redisUrl }: Config, layer: ChannelLayer): ReturnType<Health['redis']> {
  if (redisUrl === undefined) return 'not configured'
  return layer.isConnected() ? 'ok' : 'unavailable'
}

async function secretOfDemo(config: Config, log: Logger): Promise<string> {
  const { secret, file, isNew } = await demoSecret(config.dataFolder)
  log.warn({ file }, isNew ? 'No JWT_SECRET: made one for the demo' : 'No JWT_SECRET: using the one made for the demo')
  return secret
}
