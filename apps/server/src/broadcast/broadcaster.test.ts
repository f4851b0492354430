import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../../test/engines/createDatabase.ts'
import '../../test/timeouts.ts'
import { openStore } from '../store/openStore.ts'
import type { NotificationDraft, Store } from '../store/store.ts'
import { createBroadcaster, type Broadcaster } from './broadcaster.ts'
import { createMemoryChannelLayer } from './memoryChannelLayer.ts'

const SYNC_MS = 5
const MINUTE_MS = 60_000
const DRAFT: Omit<NotificationDraft, 'audience'> = {
  notification_type: 'system',
  title: 'Title',
  message: 'Text',
  priority: 'low',
  metadata: {},
}

let url: string
let store: Store
let broadcaster: Broadcaster
let errors: unknown[]
/** Questions to the store that it has answered. */
let answered: number
let beforeAnswer: (userIds: readonly number[]) => Promise<void>
const opened: Store[] = []

beforeEach(async () => {
  url = await createDatabase()
  store = await open(Date.now)
  await store.seedDemo('-')
  errors = []
  answered = 0
  beforeAnswer = () => Promise.resolve()
})
afterEach(async () => {
  broadcaster.close()
  for (const each of opened.splice(0)) await each.close()
})

async function open(now: () => number): Promise<Store> {
  const onError = (error: unknown) => {
    throw error
  }
  const one = await openStore({ kind: 'postgres', url }, { poolSize: 2, now, onError })
  opened.push(one)
  return one
}

/** A node that hears of nothing: what there is it finds by looking. */
function start(): void {
  const changedSince: Store['notifications']['changedSince'] = async (createdAt, userIds) => {
    await beforeAnswer(userIds)
    const answer = await store.notifications.changedSince(createdAt, userIds)
    answered++
    return answer
  }
  broadcaster = createBroadcaster({
    layer: createMemoryChannelLayer(),
    store: { ...store, notifications: { ...store.notifications, changedSince } },
    syncMs: SYNC_MS,
    onError: (error) => errors.push(error),
  })
}

async function join(userId: number) {
  const seen = { refreshes: 0 }
  await broadcaster.joinUser({ userId, deliver: () => undefined, refresh: () => seen.refreshes++ })
  return seen
}

const notify = (from: Store, ...user_ids: number[]) =>
  from.notifications.create({ ...DRAFT, audience: { user_ids } }, () => undefined)

async function severalLooks(): Promise<void> {
  const before = answered
  await expect.poll(() => answered).toBeGreaterThan(before + 4)
}

test.each([
  ['behind', -MINUTE_MS],
  ['ahead', MINUTE_MS],
])('what a node stored whose clock is %s is found, and then no more', async (_where, ms) => {
  const other = await open(() => Date.now() + ms)
  start()
  const [patient, doctor] = [await join(456), await join(123)]
  await notify(other, 456)
  await expect.poll(() => patient.refreshes).toBeGreaterThan(0)
  await notify(store, 123)
  await expect.poll(() => doctor.refreshes).toBeGreaterThan(0)
  // What is stored while it is being looked may be found twice.
  await severalLooks()
  const before = [patient.refreshes, doctor.refreshes]
  await severalLooks()
  expect([patient.refreshes, doctor.refreshes]).toEqual(before)
  expect(errors).toEqual([])
})

test('what there was before the node started, or before somebody came, is not looked for', async () => {
  await notify(await open(() => Date.now() + MINUTE_MS), 123, 456)
  start()
  await severalLooks()
  const doctor = await join(123)
  await notify(store, 457)
  await severalLooks()
  const patient = await join(456)
  await severalLooks()
  expect([doctor.refreshes, patient.refreshes]).toEqual([0, 0])
})

test('who comes while the store is being asked misses nothing that is stored meanwhile', async () => {
  start()
  await join(123)
  await severalLooks()
  const { promise: held, resolve: goOn } = Promise.withResolvers<undefined>()
  const isAsked = new Promise<void>((resolve) => {
    beforeAnswer = async () => {
      resolve()
      await held
    }
  })
  await isAsked
  const patient = await join(456)
  await notify(store, 456)
  goOn(undefined)
  await expect.poll(() => patient.refreshes).toBeGreaterThan(0)
})

test('what could not be looked for because the store failed is found the next time', async () => {
  start()
  const patient = await join(456)
  await severalLooks()
  let failures = 0
  beforeAnswer = (userIds) => {
    if (userIds.length === 0 || failures === 3) return Promise.resolve()
    failures++
    return Promise.reject(new Error('Away for a moment.'))
  }
  await notify(store, 456)
  await expect.poll(() => patient.refreshes).toBeGreaterThan(0)
  expect(errors).toHaveLength(3)
})
