import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startRedis, type Redis } from '../../test/engines/redis.ts'
import { memoryLog } from '../../test/memoryLog.ts'
import '../../test/timeouts.ts'
import { createLog } from '../log.ts'
import { createPresence, type SharedPresence } from './presence.ts'
import { createRedisLink, type RedisLink, type RedisLinkOptions } from './redisLink.ts'
import { shareRedisPresence, type PresenceTimes } from './redisPresence.ts'

const LINK = { secrets: ['a secret'], capacity: 1_000, times: { pingMs: 50, answerMs: 400 } }
/** Nobody dies in a test by being slow. */
const BEATS = { beatMs: 100, deadMs: 20_000, awayMs: 20_000 }
const PATIENCE = { timeout: 10_000 }
const ALICE = 1
const BOB = 2
const ROOM = '1_2'

interface Node {
  readonly presence: SharedPresence
  readonly link: RedisLink
  /** What became of users, as it was told: `1 online`. */
  readonly told: string[]
  /** Users whose last moment this node has to store. */
  readonly stored: number[]
  leave(): Promise<void>
  /** Its connections end; nobody says goodbye. */
  die(): Promise<void>
}

let redis: Redis
const closing: (() => unknown)[] = []

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.close())
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function startNode(
  times: Partial<PresenceTimes> = {},
  linkOptions: Partial<RedisLinkOptions> = {},
): Promise<Node> {
  const log = createLog('info', memoryLog().stream)
  const link = createRedisLink({ ...LINK, url: redis.url, log, ...linkOptions })
  const told: string[] = []
  const stored: number[] = []
  const presence: SharedPresence = createPresence((userId, isOurs) => {
    const status = presence.statusOf(userId)
    told.push(`${userId} ${status}`)
    if (isOurs && status === 'offline') stored.push(userId)
  })
  await link.settled
  const sharing = await shareRedisPresence({ link, presence, times: { ...BEATS, ...times } })
  const leave = async () => {
    sharing.close()
    await link.close()
  }
  closing.push(leave)
  return { presence, link, told, stored, leave, die: () => link.close() }
}

const status = (userId: number, ...nodes: Node[]) =>
  expect.poll(() => nodes.map(({ presence }) => presence.statusOf(userId)), PATIENCE)

describe('presence over Redis', () => {
  test('is the same on all nodes: status, rooms and sockets', async () => {
    const [here, there] = [await startNode(), await startNode()]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    here.presence.connect(ALICE, 'b', 'notifications')
    await status(ALICE, here, there).toEqual(['online', 'online'])
    expect(there.presence.usersIn(ROOM)).toEqual([ALICE])
    expect(there.presence.socketsOf(ALICE)).toBe(2)
    here.presence.declare(ALICE, 'a', 'busy')
    await status(ALICE, here, there).toEqual(['busy', 'busy'])
    here.presence.disconnect(ALICE, 'a')
    here.presence.disconnect(ALICE, 'b')
    await status(ALICE, here, there).toEqual(['offline', 'offline'])
    expect(there.told).toEqual(['1 online', '1 busy', '1 offline'])
    expect([here.stored, there.stored]).toEqual([[ALICE], []])
  })

  test('a node that starts knows who is there before it serves anybody', async () => {
    const nodes = [await startNode(), await startNode()]
    for (const [index, { presence }] of nodes.entries()) {
      for (let user = 1; user <= 1_500; user++)
        presence.connect(index * 10_000 + user, String(user), 'chat', 'clinic_1')
    }
    const started = await startNode()
    expect(started.presence.usersIn('clinic_1')).toHaveLength(3_000)
  })

  test('the last socket of a user may be on any node, also when two go at the same moment', async () => {
    const [here, there] = [await startNode(), await startNode()]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    there.presence.connect(ALICE, 'b', 'chat', ROOM)
    await expect.poll(() => [here, there].map(({ presence }) => presence.socketsOf(ALICE)), PATIENCE).toEqual([2, 2])
    here.presence.disconnect(ALICE, 'a')
    there.presence.disconnect(ALICE, 'b')
    await status(ALICE, here, there).toEqual(['offline', 'offline'])
    expect([...here.stored, ...there.stored]).toContain(ALICE)
  })

  test('the users of a node that leaves are gone at once', async () => {
    const [here, there] = [await startNode(), await startNode()]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await status(ALICE, there).toEqual(['online'])
    await here.leave()
    await status(ALICE, there).toEqual(['offline'])
  })

  test('the users of a node that dies are gone when it has not been heard for a while, and one of those left stores it', async () => {
    const times = { deadMs: 1_000 }
    const [dying, ...left] = [await startNode(times), await startNode(times), await startNode(times)]
    dying.presence.connect(ALICE, 'a', 'chat', ROOM)
    left[0]?.presence.connect(BOB, 'b', 'chat', ROOM)
    await status(ALICE, ...left).toEqual(['online', 'online'])
    await dying.die()
    await status(ALICE, ...left).toEqual(['offline', 'offline'])
    await status(BOB, ...left).toEqual(['online', 'online'])
    expect(left.flatMap(({ stored }) => stored)).toEqual([ALICE])
  })

  test('a change that got lost is made good with the next beat', async () => {
    const [here, there] = [await startNode(), await startNode()]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await status(ALICE, there).toEqual(['online'])
    // Somebody who counts further than we have heard.
    there.presence.learn(here.link.nodeId, [[ALICE, null]])
    here.link.publish('presence', JSON.stringify({ kind: 'beat', version: 1_000, call: false }))
    await status(ALICE, there).toEqual(['online'])
  })

  test('nobody flickers while Redis restarts, and what happened meanwhile is known afterwards', async () => {
    const [here, there] = [await startNode({ beatMs: 60_000 }), await startNode({ beatMs: 60_000 })]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await status(ALICE, there).toEqual(['online'])
    await redis.stop()
    await expect.poll(() => here.link.isConnected() || there.link.isConnected(), PATIENCE).toBe(false)
    here.presence.connect(BOB, 'b', 'chat', ROOM)
    here.presence.connect(ALICE, 'c', 'chat', ROOM)
    expect(there.presence.statusOf(ALICE)).toBe('online')
    await redis.start()
    await status(BOB, there).toEqual(['online'])
    await expect.poll(() => there.presence.socketsOf(ALICE), PATIENCE).toBe(2)
    expect(there.told).toEqual(['1 online', '2 online'])
  })

  test('a node with more to tell than there is room for drops none of its presence', async () => {
    // Nothing is made good by a beat or by a new connection.
    const times = { pingMs: 60_000, answerMs: 60_000 }
    const here = await startNode({ beatMs: 60_000 }, { times, capacity: 1 })
    const there = await startNode({ beatMs: 60_000 }, { times })
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await status(ALICE, there).toEqual(['online'])
    redis.pause()
    // More than may be under way, and then more than may wait.
    for (let index = 0; index < 1_000; index++) here.link.publish(`room:${index}`, '"event"')
    here.presence.connect(BOB, 'b', 'chat', ROOM)
    // Told with the next turn of the event loop.
    await new Promise(setImmediate)
    expect(here.link.dropped()).toBeGreaterThan(0)
    for (let index = 0; index < 1_000; index++) here.link.publish(`room:${index}`, '"event"')
    redis.resume()
    await status(BOB, there).toEqual(['online'])
  })

  test('when Redis stays away the others are forgotten, and are there again with it', async () => {
    const [here, there] = [await startNode({ awayMs: 500 }), await startNode({ awayMs: 500 })]
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await status(ALICE, there).toEqual(['online'])
    await redis.stop()
    await status(ALICE, here, there).toEqual(['online', 'offline'])
    expect(there.stored).toEqual([])
    await redis.start()
    await status(ALICE, here, there).toEqual(['online', 'online'])
  })

  test('a node without Redis starts, and learns who is there when Redis comes', async () => {
    const here = await startNode()
    here.presence.connect(ALICE, 'a', 'chat', ROOM)
    await redis.stop()
    const there = await startNode()
    expect(there.presence.statusOf(ALICE)).toBe('offline')
    await redis.start()
    await status(ALICE, there).toEqual(['online'])
  })
})
