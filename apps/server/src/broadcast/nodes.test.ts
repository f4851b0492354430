import { afterEach, expect, test } from 'vitest'
import { startRedis } from '../../test/engines/redis.ts'
import { memoryLog } from '../../test/memoryLog.ts'
import '../../test/timeouts.ts'
import { createLog } from '../log.ts'
import { joinNodes } from './nodes.ts'
import { createPresence } from './presence.ts'

const PATIENCE = { timeout: 10_000 }
const RULE = { name: 'test', points: 1, windowMs: 60_000 }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function startNode(redisUrl: string | undefined) {
  const nodes = await joinNodes({
    redisUrl,
    channelSecrets: ['a secret'],
    channelCapacity: 100,
    channelExpiryMs: 60_000,
    log: createLog('info', memoryLog().stream),
    now: Date.now,
  })
  const presence = createPresence(() => {})
  await nodes.share(presence)
  closing.push(() => nodes.close())
  return { ...nodes, presence }
}

test('nodes on one Redis share events, presence and limits', async () => {
  const redis = await startRedis()
  closing.push(redis.close)
  const here = await startNode(redis.url)
  here.presence.connect(1, 'a', 'notifications')
  const there = await startNode(redis.url)
  expect(there.presence.statusOf(1)).toBe('online')
  const heard: string[] = []
  await there.layer.subscribe('users', ({ kind }) => heard.push(kind))
  here.layer.publish('users', { kind: 'users', user_ids: [1], event: { kind: 'unread' } })
  await expect.poll(() => heard, PATIENCE).toEqual(['users'])
  expect(await here.createLimiter(RULE).consume('a')).toMatchObject({ isAllowed: true })
  expect(await there.createLimiter(RULE).consume('a')).toMatchObject({ isAllowed: false })
  here.presence.disconnect(1, 'a')
  await here.close()
  await expect.poll(() => there.presence.statusOf(1), PATIENCE).toBe('offline')
})

test('a node without Redis is connected with itself', async () => {
  const node = await startNode(undefined)
  expect(node.layer.isConnected()).toBe(true)
  expect(await node.createLimiter(RULE).consume('a')).toMatchObject({ isAllowed: true })
})
