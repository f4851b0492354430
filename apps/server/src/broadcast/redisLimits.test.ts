import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startRedis, type Redis } from '../../test/engines/redis.ts'
import { memoryLog } from '../../test/memoryLog.ts'
import '../../test/timeouts.ts'
import { createLog } from '../log.ts'
import { createLimits, type Limits } from '../session/limits.ts'
import { createRedisLimiters } from './redisLimits.ts'
import { createRedisLink, type RedisLink } from './redisLink.ts'

const TIMES = { pingMs: 50, answerMs: 400 }
const PATIENCE = { timeout: 10_000 }
const MESSAGES = 5
const ALICE = 1
const BOB = 2

let redis: Redis
const closing: (() => unknown)[] = []

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.close())
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  // Counts of another test.
  await redis.stop()
  await redis.start()
})

async function startNode(rateLimitWindowMs = 60_000, times = TIMES): Promise<{ link: RedisLink; limits: Limits }> {
  const log = createLog('info', memoryLog().stream)
  const link = createRedisLink({ url: redis.url, secrets: ['a secret'], capacity: 100, log, times })
  closing.push(() => link.close())
  await link.settled
  const limits = createLimits({ rateLimitMessages: MESSAGES, rateLimitWindowMs }, createRedisLimiters({ link }))
  return { link, limits }
}

const refused = (): unknown => expect.objectContaining({ code: 'WS_007' })

describe('limits over nodes', () => {
  test('messages of a user are counted over all nodes, for each user', async () => {
    const [here, there] = [await startNode(), await startNode()]
    for (let index = 0; index < MESSAGES; index++) await (index % 2 ? here : there).limits.message(ALICE)
    await expect(here.limits.message(ALICE)).rejects.toEqual(refused())
    await expect(there.limits.message(ALICE)).rejects.toEqual(refused())
    await there.limits.message(BOB)
  })

  test('the window ends after its milliseconds, also when they are no whole second', async () => {
    const { limits } = await startNode(300)
    for (let index = 0; index < MESSAGES; index++) await limits.message(ALICE)
    const refusal: unknown = await limits.message(ALICE)?.catch((error: unknown) => error)
    expect(refusal).toEqual(refused())
    expect(refusal).toHaveProperty(
      'about.retry_after',
      expect.toSatisfy((ms: number) => ms > 0 && ms <= 300),
    )
    await expect
      .poll(
        () =>
          limits.message(ALICE)?.then(
            () => 'sent',
            () => 'refused',
          ),
        PATIENCE,
      )
      .toBe('sent')
  })

  test('wrong passwords are counted over all nodes, and forgotten with the right one', async () => {
    const [here, there] = [await startNode(), await startNode()]
    for (let index = 0; index < 10; index++) await here.limits.signIn('alice|192.0.2.1')
    await here.limits.signInUntried('alice|192.0.2.1')
    await there.limits.signIn('alice|192.0.2.1')
    await expect(there.limits.signIn('alice|192.0.2.1')).rejects.toEqual(refused())
    await there.limits.signIn('bob|192.0.2.1')
    await there.limits.signedIn('alice|192.0.2.1')
    await there.limits.signIn('alice|192.0.2.1')
    await here.limits.signIn('alice|192.0.2.1')
  })

  test('nobody on Redis sees who is limited', async () => {
    const { link, limits } = await startNode()
    await limits.message(123_456)
    await limits.signIn('alice|192.0.2.1')
    const keys = await link.client()?.keys('*')
    expect(keys).toHaveLength(2)
    expect(keys?.join()).not.toMatch(/123456|alice|192/)
  })

  test('while Redis is away each node counts for itself, without waiting', async () => {
    const { link, limits } = await startNode()
    await redis.stop()
    await expect.poll(() => link.isConnected(), PATIENCE).toBe(false)
    for (let index = 0; index < MESSAGES; index++) await limits.message(ALICE)
    await expect(limits.message(ALICE)).rejects.toEqual(refused())
    await redis.start()
    await expect.poll(() => link.isConnected(), PATIENCE).toBe(true)
    await limits.message(ALICE)
  })

  test('a Redis that hangs does not keep messages back, long before it is known to hang', async () => {
    const { limits } = await startNode(60_000, { pingMs: 60_000, answerMs: 60_000 })
    await limits.message(ALICE)
    redis.pause()
    try {
      for (let index = 0; index < MESSAGES; index++) await limits.message(ALICE)
      await expect(limits.message(ALICE)).rejects.toEqual(refused())
    } finally {
      redis.resume()
    }
  })
})
