import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startRedis, type Redis } from '../../test/engines/redis.ts'
import { memoryLog } from '../../test/memoryLog.ts'
import '../../test/timeouts.ts'
import { createLog } from '../log.ts'
import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'
import { channelLayerContract } from './channelLayer.contract.ts'
import { createRedisChannelLayer } from './redisChannelLayer.ts'
import { createRedisLink, type RedisLink } from './redisLink.ts'
import { createSealer } from './sealer.ts'

const TIMES = { pingMs: 50, answerMs: 400 }
const CAPACITY = 1_000
/** Only where a test gives up. */
const PATIENCE = { timeout: 10_000 }
const EXPIRY_MS = 60_000

interface Node {
  readonly layer: ChannelLayer
  readonly link: RedisLink
  readonly lines: string[]
}

interface NodeOptions {
  readonly secrets?: string[]
  readonly capacity?: number
  readonly now?: () => number
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

function startNode({ secrets = ['a secret'], capacity = CAPACITY, now = Date.now }: NodeOptions = {}): Node {
  const { lines, stream } = memoryLog()
  const log = createLog('info', stream)
  const link = createRedisLink({ url: redis.url, secrets, capacity, log, times: TIMES })
  const layer = createRedisChannelLayer({ link, expiryMs: EXPIRY_MS, log, now })
  closing.push(async () => {
    await layer.close()
    await link.close()
  })
  return { layer, link, lines }
}

async function connectedNode(options?: NodeOptions): Promise<Node> {
  const node = startNode(options)
  await connected(node)
  return node
}

const connected = (...nodes: Node[]) =>
  expect.poll(() => nodes.every(({ layer }) => layer.isConnected()), PATIENCE).toBe(true)
const away = (...nodes: Node[]) =>
  expect.poll(() => nodes.some(({ layer }) => layer.isConnected()), PATIENCE).toBe(false)

async function listen({ layer }: Node, channel: string): Promise<string[]> {
  const heard: string[] = []
  await layer.subscribe(channel, (event) => heard.push(event.kind === 'notice' ? event.text : event.kind))
  return heard
}

const notice = (text: string): ChannelEvent => ({ kind: 'notice', text })

/** Whatever is published on this Redis, as anybody there can see it. */
async function eavesdrop(): Promise<{ seen: string[]; write: (channel: string, bytes: Buffer) => Promise<unknown> }> {
  const seen: string[] = []
  const reader = createClient({ url: redis.url })
  const writer = createClient({ url: redis.url })
  for (const client of [reader, writer]) {
    client.on('error', () => {})
    await client.connect()
    closing.push(() => client.destroy())
  }
  await reader.pSubscribe('*', (message, channel) => seen.push(`${channel} ${message}`))
  return { seen, write: (channel, bytes) => writer.publish(channel, bytes) }
}

describe('the channel layer on Redis', () => {
  describe('between two nodes', () => {
    channelLayerContract(async () => {
      const [here, there] = [await connectedNode(), await connectedNode()]
      return { here: here.layer, there: there.layer }
    })
  })

  test('a node hears its own events once, before the call returns', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const heard = await listen(node, 'room:1_2')
    node.layer.publish('room:1_2', notice('mine'))
    expect(heard).toEqual(['mine'])
    await listen(other, 'room:1_2')
    other.layer.publish('room:1_2', notice('the end'))
    await expect.poll(() => heard, PATIENCE).toEqual(['mine', 'the end'])
  })

  test('listeners of one channel share a subscription, which ends with the last of them', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const stop = await node.layer.subscribe('room:1_2', () => {})
    const stopAlso = await node.layer.subscribe('room:1_2', () => {})
    expect(await other.link.listenersElsewhere('room:1_2')).toBe(1)
    stop()
    stop()
    expect(await other.link.listenersElsewhere('room:1_2')).toBe(1)
    stopAlso()
    await expect.poll(() => other.link.listenersElsewhere('room:1_2'), PATIENCE).toBe(0)
  })

  test('who leaves a channel and comes back at once hears it', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    for (let round = 0; round < 5; round++) (await node.layer.subscribe('room:1_2', () => {}))()
    const heard = await listen(node, 'room:1_2')
    other.layer.publish('room:1_2', notice('welcome back'))
    await expect.poll(() => heard, PATIENCE).toEqual(['welcome back'])
  })

  test('with a secret nobody else on Redis sees who talks about what', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const { seen } = await eavesdrop()
    const heard = await listen(other, 'room:123_456')
    node.layer.publish('room:123_456', notice('it is benign'))
    await expect.poll(() => heard, PATIENCE).toEqual(['it is benign'])
    expect(seen).toHaveLength(1)
    expect(seen.join()).not.toMatch(/benign|notice|room|123|456/)
    expect([...node.lines, ...other.lines].join()).not.toMatch(/benign|123_456/)
  })

  test('without a secret a node says so once, and is heard all the same', async () => {
    const [node, other] = [await connectedNode({ secrets: [] }), await connectedNode({ secrets: [] })]
    const heard = await listen(other, 'room:1_2')
    for (const text of ['a', 'b']) node.layer.publish('room:1_2', notice(text))
    await expect.poll(() => heard, PATIENCE).toEqual(['a', 'b'])
    expect(node.lines.filter((line) => line.includes('CHANNEL_SECRET'))).toHaveLength(1)
  })

  test('while secrets are changed, nodes that have the new one and nodes that do not yet seal with it hear each other', async () => {
    const [old, changed] = [
      await connectedNode({ secrets: ['old', 'new'] }),
      await connectedNode({ secrets: ['new', 'old'] }),
    ]
    const [heardByOld, heardByChanged] = [await listen(old, 'room:1_2'), await listen(changed, 'room:1_2')]
    old.layer.publish('room:1_2', notice('sealed with the old'))
    await expect.poll(() => heardByChanged, PATIENCE).toEqual(['sealed with the old'])
    changed.layer.publish('room:1_2', notice('sealed with the new'))
    await expect.poll(() => heardByOld, PATIENCE).toEqual(['sealed with the old', 'sealed with the new'])
    expect(heardByChanged).toEqual(['sealed with the old', 'sealed with the new'])
  })

  test('a node with another secret hears nothing', async () => {
    const [node, friend, stranger] = [
      await connectedNode(),
      await connectedNode(),
      await connectedNode({ secrets: ['x'] }),
    ]
    const [heard, overheard] = [await listen(friend, 'room:1_2'), await listen(stranger, 'room:1_2')]
    node.layer.publish('room:1_2', notice('for friends'))
    await expect.poll(() => heard, PATIENCE).toEqual(['for friends'])
    stranger.layer.publish('room:1_2', notice('to myself'))
    expect(overheard).toEqual(['to myself'])
  })

  test('what cannot be opened or read is dropped with one line in the log, without its content', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const { write } = await eavesdrop()
    const heard = await listen(other, 'room:1_2')
    const name = other.link.keyOf('room:1_2')
    const forged = createSealer(['another secret'])
    const plain = createSealer([])
    const junk = ['forgery'.padEnd(80), '', '{}'].map((text) => Buffer.from(text))
    for (const bytes of [...junk, forged.seal('room:1_2', '["forgery"]'), plain.seal('room:1_2', '["forgery"]')]) {
      await write(name, bytes)
    }
    node.layer.publish('room:1_2', notice('true'))
    await expect.poll(() => heard, PATIENCE).toEqual(['true'])
    const complaints = other.lines.filter((line) => line.includes('could not be opened'))
    expect(complaints).toHaveLength(1)
    expect(other.lines.join()).not.toContain('forgery')
  })

  test('an event sealed for one room cannot be played into another', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const { write } = await eavesdrop()
    const heard = await listen(other, 'room:1_3')
    const sealed = createSealer(['a secret']).seal('room:1_2', JSON.stringify([[Date.now(), notice('replayed')]]))
    await write(other.link.keyOf('room:1_3'), sealed)
    node.layer.publish('room:1_3', notice('true'))
    await expect.poll(() => heard, PATIENCE).toEqual(['true'])
  })

  test('an event that is not one of ours is dropped, and the others of its batch are heard', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const heard = await listen(other, 'room:1_2')
    node.link.publish(
      'room:1_2',
      JSON.stringify([Date.now(), { kind: 'message', seq: 'one', reader_ids: [], text: '' }]),
    )
    node.link.publish(
      'room:1_2',
      JSON.stringify([Date.now(), { kind: 'message', seq: 1, reader_ids: ['1'], text: '' }]),
    )
    node.layer.publish('room:1_2', notice('good'))
    await expect.poll(() => heard, PATIENCE).toEqual(['good'])
  })

  test('an event that comes too late is dropped', async () => {
    const clock = { behind: EXPIRY_MS + 1 }
    const [node, other] = [await connectedNode({ now: () => Date.now() - clock.behind }), await connectedNode()]
    const heard = await listen(other, 'room:1_2')
    node.layer.publish('room:1_2', notice('late'))
    clock.behind = 0
    node.layer.publish('room:1_2', notice('in time'))
    await expect.poll(() => heard, PATIENCE).toEqual(['in time'])
  })

  test('a listener that throws keeps nothing from the others', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    await other.layer.subscribe('room:1_2', () => {
      throw new Error('a fault')
    })
    const heard = await listen(other, 'room:1_3')
    node.layer.publish('room:1_2', notice('to the faulty'))
    node.layer.publish('room:1_3', notice('to the other'))
    await expect.poll(() => heard, PATIENCE).toEqual(['to the other'])
    expect(other.layer.isConnected()).toBe(true)
  })
})

describe('while Redis is away', () => {
  test('a node starts, serves its own, and joins the others when Redis comes', async () => {
    await redis.stop()
    const [node, other] = [startNode(), startNode()]
    const heard = await listen(node, 'room:1_2')
    node.layer.publish('room:1_2', notice('to ourselves'))
    expect(heard).toEqual(['to ourselves'])
    expect(node.layer.isConnected()).toBe(false)
    await redis.start()
    await connected(node, other)
    other.layer.publish('room:1_2', notice('hello'))
    await expect.poll(() => heard, PATIENCE).toEqual(['to ourselves', 'hello'])
  })

  test('it is noticed and logged once, and afterwards all subscriptions are there again', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const changes: boolean[] = []
    node.layer.onConnection((isConnected) => changes.push(isConnected))
    const before = await listen(node, 'room:1_2')
    await redis.stop()
    await away(node, other)
    const meanwhile = await listen(node, 'room:1_3')
    await redis.start()
    await connected(node, other)
    for (const channel of ['room:1_2', 'room:1_3']) other.layer.publish(channel, notice('back'))
    await expect.poll(() => [before, meanwhile], PATIENCE).toEqual([['back'], ['back']])
    expect(changes).toEqual([false, true])
    expect(node.lines.filter((line) => line.includes('Redis is away'))).toHaveLength(1)
    expect(node.lines.filter((line) => line.includes('Redis is back'))).toHaveLength(1)
  })

  test('as many events as there is room for wait, the newest', async () => {
    const other = await connectedNode()
    const heard = await listen(other, 'room:1_2')
    // Not connected yet: that takes until later than this turn of the event loop.
    const node = startNode({ capacity: 3 })
    for (let index = 0; index < 1_000; index++) node.layer.publish('room:1_2', notice(String(index)))
    expect(node.link.dropped()).toBe(997)
    await expect.poll(() => heard, PATIENCE).toEqual(['997', '998', '999'])
    await connected(node)
    expect(node.lines.filter((line) => line.includes('997'))).toHaveLength(1)
  })

  test('a Redis that hangs is noticed', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const heard = await listen(node, 'room:1_2')
    redis.pause()
    try {
      // Writes go on, into buffers of the system.
      await expect
        .poll(() => {
          other.layer.publish('room:1_2', notice('into the void'))
          return node.layer.isConnected() || other.layer.isConnected()
        }, PATIENCE)
        .toBe(false)
    } finally {
      redis.resume()
    }
    await connected(node, other)
    other.layer.publish('room:1_2', notice('back'))
    await expect.poll(() => heard.at(-1), PATIENCE).toBe('back')
  })

  test('what is published is joined to few messages and arrives in order', async () => {
    const [node, other] = [await connectedNode(), await connectedNode()]
    const { seen } = await eavesdrop()
    const heard = await listen(other, 'room:1_2')
    const texts = Array.from({ length: 500 }, (_, index) => String(index))
    for (const text of texts) node.layer.publish('room:1_2', notice(text))
    await expect.poll(() => heard, PATIENCE).toEqual(texts)
    expect(seen.length).toBeLessThan(20)
  })

  test('a node that closes has sent what it published', async () => {
    const [node, other] = [startNode(), await connectedNode()]
    await connected(node)
    const heard = await listen(other, 'room:1_2')
    node.layer.publish('room:1_2', notice('last words'))
    await node.link.close()
    await expect.poll(() => heard, PATIENCE).toEqual(['last words'])
  })
})
