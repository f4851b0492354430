import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../src/store/openStore.ts'
import type { NotificationDraft, Store } from '../src/store/store.ts'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { createDatabase } from './engines/createDatabase.ts'
import { startRedis } from './engines/redis.ts'
import { startServer } from './startServer.ts'
import './timeouts.ts'

const PATH = '/ws/notifications/'
const PER_NODE = 100
const DRAFT: NotificationDraft = {
  audience: { user_ids: [456] },
  notification_type: 'system',
  title: 'Title',
  message: 'Text',
  priority: 'low',
  metadata: {},
}
/** So large that one commit takes a single user. */
const LARGE = { note: 'x'.repeat(3_000_000) }

let url: string
let nodes: [Store, Store]

/** The second node's clock is behind by a minute. */
beforeEach(async () => {
  url = await createDatabase()
  nodes = [await open(Date.now), await open(() => Date.now() - 60_000)]
  await nodes[0].seedDemo('-')
})
afterEach(async () => {
  for (const node of nodes) await node.close()
})

function open(now: () => number): Promise<Store> {
  const onError = (error: unknown) => {
    throw error
  }
  return openStore({ kind: 'postgres', url }, { poolSize: 3, now, onError })
}

test('who asks again and again for what is new gets all that both nodes store, in order, each once', async () => {
  const [a, b] = nodes
  let isStoring = true
  const storeAll = async (node: Store, name: string) => {
    for (let count = 0; count < PER_NODE; count++) {
      await node.notifications.create({ ...DRAFT, title: `${name} ${count}` }, () => undefined)
    }
  }
  const stored = Promise.all([storeAll(a, 'a'), storeAll(b, 'b')]).finally(() => (isStoring = false))
  const seen: { title: string; created_at: string }[] = []
  const readOn = async () => seen.push(...(await a.notifications.after(456, seen.at(-1)?.created_at ?? '', 50)))
  while (isStoring) await readOn()
  await stored
  while (seen.length < 2 * PER_NODE) {
    const before = seen.length
    await readOn()
    if (seen.length === before) break
  }
  expect(seen.map(({ created_at }) => created_at)).toEqual([...new Set(seen.map((each) => each.created_at))].sort())
  for (const name of ['a', 'b']) {
    const titles = seen.map(({ title }) => title).filter((title) => title.startsWith(name))
    expect(titles).toEqual(Array.from({ length: PER_NODE }, (_, count) => `${name} ${count}`))
  }
})

test('of two nodes that mark the same one as read at once, one did it, and it is counted once', async () => {
  for (let count = 0; count < 20; count++) await nodes[0].notifications.create(DRAFT, () => undefined)
  for (const { id } of await nodes[0].notifications.after(456, '', 20)) {
    const marked = await Promise.all(nodes.map((node) => node.notifications.markRead(456, id)))
    expect(marked.filter((each) => each?.isNew)).toHaveLength(1)
  }
  expect(await nodes[1].notifications.unread(456)).toEqual({ total_unread: 0, by_type: {} })
})

test('two nodes that go on with the same notification at once give it to each user once', async () => {
  const [a, b] = nodes
  const told: number[] = []
  const created = await a.notifications.create({ ...DRAFT, audience: { broadcast: true }, metadata: LARGE }, (chunk) =>
    told.push(...chunk.user_ids),
  )
  if (created.kind !== 'created' || !created.job) throw new Error('Expected something to be left to do.')
  const { job } = created
  const finish = async ({ notifications }: Store) => {
    for (;;) {
      const progress = await notifications.proceed(job, (chunk) => told.push(...chunk.user_ids))
      if (progress.isDone) return progress.recipients
    }
  }
  expect(await Promise.all([finish(a), finish(b)])).toEqual([6, 6])
  expect([...told].sort((one, other) => one - other)).toEqual([1, 123, 124, 200, 456, 457])
})

test('counts stay right while two nodes send, read and delete for the same users', async () => {
  const users = [123, 456, 457]
  const work = async ({ notifications }: Store) => {
    for (let round = 0; round < 25; round++) {
      await notifications.create({ ...DRAFT, audience: { user_ids: users } }, () => undefined)
      const userId = users[round % users.length] ?? 0
      const [newest] = await notifications.list(userId, { limit: 1 })
      await Promise.all([
        notifications.markRead(userId, newest?.id ?? ''),
        round % 5 === 0 ? notifications.markAllRead(userId, undefined) : undefined,
        round % 7 === 0 ? notifications.deleteAll(userId, 'system') : undefined,
      ])
    }
  }
  await Promise.all(nodes.map(work))
  for (const userId of users) {
    const unread = await nodes[0].notifications.list(userId, { unread: true, limit: 1_000 })
    expect((await nodes[1].notifications.unread(userId)).total_unread).toBe(unread.length)
  }
})

test('a notification that no event told of comes to the open socket all the same, with the count', async () => {
  const redis = await startRedis()
  const server = await startServer({ database: { kind: 'postgres', url }, redisUrl: redis.url })
  try {
    const socket = await connect(server, 456, PATH)
    await socket.next('unread_count_update')
    // As another node does that dies between the commit and the telling of it.
    for (const title of ['1', '2']) await nodes[0].notifications.create({ ...DRAFT, title }, () => undefined)
    await socket.next('new_notification', ({ title }) => title === '2')
    await socket.next('unread_count_update', ({ total_unread }) => total_unread === 2)
    const json = { user_ids: [456], notification_type: 'system', title: '3', message: 'Text' }
    expect((await call(server, 1, '/api/notifications/', { method: 'POST', json })).status).toBe(201)
    await socket.next('new_notification', ({ title }) => title === '3')
    await nodes[0].notifications.create({ ...DRAFT, title: '4' }, () => undefined)
    await socket.next('new_notification', ({ title }) => title === '4')
    expect(socket.all('new_notification').map(({ data }) => data.title)).toEqual(['1', '2', '3', '4'])
  } finally {
    await server.close()
    await redis.close()
  }
})

test('a node whose clock is ahead finds a notification of another that no event told of', async () => {
  const redis = await startRedis()
  const server = await startServer({ database: { kind: 'postgres', url }, redisUrl: redis.url })
  try {
    const socket = await connect(server, 456, PATH)
    await socket.next('unread_count_update')
    // By the other node's clock it was made a minute before this one started.
    await nodes[1].notifications.create({ ...DRAFT, title: 'Earlier' }, () => undefined)
    await socket.next('new_notification', ({ title }) => title === 'Earlier')
    await socket.next('unread_count_update', ({ total_unread }) => total_unread === 1)
  } finally {
    await server.close()
    await redis.close()
  }
})
