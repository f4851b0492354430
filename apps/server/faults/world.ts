import { resolve } from 'node:path'
import { createTokens } from '../src/auth/token.ts'
import { createCrowd, type Crowd } from './crowd.ts'
import { SEATS, type Seat } from './seats.ts'
import { createNode, type ServerNode } from './serverNode.ts'
import type { Stage } from './stage.ts'
import { postgresMessages, sqliteMessages, type StoredMessage } from './storedMessages.ts'

const SECRET = 'a secret that only the fault suite knows, long enough'
const CHANNEL_SECRET = 'what goes over Redis is encrypted here as well'
const TOKEN_HOURS = 24
/** Limits are tested elsewhere; here they would only be in the way. */
const NO_LIMIT = '1000000'

export type WorldDatabase =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

export interface WorldOptions {
  readonly database: WorldDatabase
  readonly nodes: number
  readonly redisUrl?: string
  /** A program the nodes are started by. */
  readonly under?: readonly [command: string, ...args: string[]]
}

/** The system that is going to be broken. */
export interface World {
  readonly nodes: readonly [ServerNode, ...ServerNode[]]
  sign(userId: number): Promise<string>
  /** All that is in the database. */
  stored(): Promise<StoredMessage[]>
}

export async function openWorld(stage: Stage, { database, nodes, redisUrl, under }: WorldOptions): Promise<World> {
  const shared = {
    JWT_SECRET: SECRET,
    DATABASE_URL: database.kind === 'sqlite' ? `sqlite://${database.file}` : database.url,
    SEED: 'demo',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_MESSAGES: NO_LIMIT,
    MAX_CONNECTIONS_PER_USER: '1000',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, CHANNEL_SECRET }),
  }

  async function open(number: number): Promise<ServerNode> {
    const name = `node-${number}`
    const logFile = resolve(stage.logs, `${name}.log`)
    const folder = await stage.folder()
    // What a killed node leaves behind goes with the folder.
    const env = { ...shared, TMPDIR: folder }
    const node = await createNode({ name, folder, isBuilt: stage.isBuilt, env, logFile, under })
    stage.defer(node.close)
    return node
  }

  const first = await open(1)
  const others = await Promise.all(Array.from({ length: nodes - 1 }, (_, index) => open(index + 2)))
  const all = [first, ...others] as const
  // At the same time: the database is new, and each of them may be the one that makes the tables.
  await Promise.all(all.map((node) => node.start()))
  const tokens = createTokens(SECRET, Date.now)
  return {
    nodes: [first, ...others],
    sign: async (userId) =>
      tokens.sign(userId, 'access', { exp: Math.floor(Date.now() / 1_000) + TOKEN_HOURS * 60 * 60 }),
    stored: async () => (database.kind === 'sqlite' ? sqliteMessages(database.file) : postgresMessages(database.url)),
  }
}

/** The usual clients, taking turns at where they connect first. */
export function gather(
  stage: Stage,
  world: World,
  urlsOf: (seat: Seat, index: number) => readonly string[] = (_seat, index) => inTurn(world, index),
): Crowd {
  const { randomFor, messages } = stage
  const crowd = createCrowd({ seats: SEATS, urlsOf, sign: world.sign, randomFor, messages })
  watch(stage, crowd)
  return crowd
}

export function watch(stage: Stage, crowd: Crowd): void {
  stage.defer(() => {
    crowd.leave()
    for (const { name, problems } of crowd.clients) for (const each of problems) stage.complain(`${name}: ${each}`)
  })
  stage.watch(() => `${crowd.sent()} sent, ${crowd.echoed()} echoed`)
}

/** All nodes, beginning with another one for each. */
export function inTurn({ nodes }: World, index: number): string[] {
  return nodes.map((_, offset) => nodes[(index + offset) % nodes.length]?.url ?? '')
}
