import * as v from 'valibot'
import { createMemoryLimiter, type CreateLimiter, type LimiterKey, type Verdict } from './limiter.ts'
import type { RedisClient } from './redisConnection.ts'
import { withDeadline } from './redisDeadline.ts'
import type { RedisLink } from './redisLink.ts'

/** A message does not wait longer for the shared count. */
const ANSWER_MS = 250
/** After an answer that did not come, the others are not made to wait for theirs. */
const PAUSE_MS = 1_000

/** Counts one for each key; gives back each count and how long its window still is. Windows need not be whole seconds. */
const COUNT_SCRIPT = `
local answers = {}
for index, key in ipairs(KEYS) do
  local count = redis.call('incr', key)
  local ttl = redis.call('pttl', key)
  if ttl < 0 then
    redis.call('pexpire', key, ARGV[1])
    ttl = tonumber(ARGV[1])
  end
  answers[index] = {count, ttl}
end
return answers`
/** A window that is over has nothing to give back. */
const REFUND_SCRIPT = `
if redis.call('exists', KEYS[1]) == 1 then
  redis.call('decr', KEYS[1])
end`
const AnswersSchema = v.array(v.tuple([v.number(), v.pipe(v.number(), v.minValue(0))]))

interface Options {
  readonly link: Pick<RedisLink, 'client' | 'keyOf'>
  readonly clock?: () => number
}

/** Limits over all nodes; while Redis is away or does not answer, over this one. */
export function createRedisLimiters({ link, clock = () => performance.now() }: Options): CreateLimiter {
  let pausedUntil = Number.NEGATIVE_INFINITY

  return (rule) => {
    const memory = createMemoryLimiter(rule)
    const count = createCounter(link.client, rule.windowMs)
    const keyOf = (key: LimiterKey) => link.keyOf(`limit:${rule.name}:${key}`)

    async function consumeShared(key: LimiterKey): Promise<Verdict | undefined> {
      if (!link.client() || clock() < pausedUntil) return undefined
      const counted = count(keyOf(key)).catch(() => 'failed' as const)
      const answer = await withDeadline(counted, ANSWER_MS)
      if (answer === undefined) pausedUntil = clock() + PAUSE_MS
      if (answer === undefined || answer === 'failed') return undefined
      return { isAllowed: answer.count <= rule.points, ...answer }
    }

    /** What cannot be done now is over with the window. */
    async function tryShared(ask: (redis: RedisClient) => Promise<unknown>): Promise<void> {
      const redis = link.client()
      if (redis) await withDeadline(ask(redis), ANSWER_MS).catch(() => undefined)
    }

    return {
      rule,
      consume: async (key) => (await consumeShared(key)) ?? memory.consume(key),
      async refund(key) {
        await memory.refund(key)
        await tryShared((redis) => redis.eval(REFUND_SCRIPT, { keys: [keyOf(key)] }))
      },
      async forget(key) {
        await memory.forget(key)
        await tryShared((redis) => redis.del(keyOf(key)))
      },
    }
  }
}

type Answer = Pick<Verdict, 'count' | 'retryMs'>

interface Asked {
  readonly key: string
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** What is counted within one turn of the event loop is one command. */
function createCounter(client: () => RedisClient | undefined, windowMs: number): (key: string) => Promise<Answer> {
  let batch: Asked[] = []

  async function flush(): Promise<void> {
    const asked = batch
    batch = []
    try {
      const keys = asked.map(({ key }) => key)
      const reply = await client()?.eval(COUNT_SCRIPT, { keys, arguments: [String(windowMs)] })
      const answers = v.parse(AnswersSchema, reply)
      for (const [index, [count, retryMs]] of answers.entries()) asked[index]?.resolve({ count, retryMs })
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (batch.push({ key, resolve, reject }) === 1) setImmediate(() => void flush())
    })
}
