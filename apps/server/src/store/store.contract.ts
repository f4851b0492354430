import { randomUUID } from 'node:crypto'
import { parseRoom, type Room } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append as appendTo } from '../../test/append.ts'
import { createRandom } from '../../test/generated/random.ts'
import { canJoin } from '../auth/access.ts'
import type { AppendOutcome, MessageDraft, NotificationChunk, NotificationDraft, Store } from './store.ts'

const NOWHERE = { address: null, socket_id: null } as const

/** What every store does, whatever it is made of. `open` gives one with the demo data. */
export function storeContract(open: () => Promise<{ store: Store; dispose: () => Promise<void> }>): void {
  let store: Store
  let dispose: () => Promise<void>

  beforeEach(async () => {
    ;({ store, dispose } = await open())
  })
  afterEach(() => dispose())

  const room = (name: string): Room => {
    const parsed = parseRoom(name)
    if (!parsed) throw new Error(`${name} is no room.`)
    return parsed
  }
  const draft = (more: Partial<MessageDraft> = {}): MessageDraft => ({
    room: room('123_456'),
    sender_id: 123,
    receiver_id: 456,
    message: 'Hello',
    message_type: 'text',
    metadata: {},
    client_id: randomUUID(),
    upload_id: null,
    origin: NOWHERE,
    ...more,
  })
  const append = (more: Partial<MessageDraft> = {}) => appendTo(store, draft(more))
  async function stored(more: Partial<MessageDraft> = {}) {
    const outcome = await append(more)
    if (outcome.kind !== 'stored') throw new Error(`Expected it to be stored, it was: ${outcome.kind}.`)
    return outcome.message
  }
  const mark = (message_id: number, user_id: number, status: 'delivered' | 'read', up_to = false) =>
    store.receipts.mark({ room_name: '123_456', message_id, user_id, status, up_to, origin: NOWHERE }, () => undefined)

  describe('messages', () => {
    test('get the next seq of their room, and ids that are unique over all rooms', async () => {
      const [a, b, other] = [
        await stored(),
        await stored(),
        await stored({ room: room('clinic_1'), receiver_id: null }),
      ]
      expect([a.seq, b.seq, other.seq]).toEqual([1, 2, 1])
      expect(new Set([a.id, b.id, other.id]).size).toBe(3)
    })

    test('are committed in the order they came, and told in that order after the commit', async () => {
      const committed: AppendOutcome[] = []
      const drafts = Array.from({ length: 50 }, (_, index) => draft({ message: String(index) }))
      const all = drafts.map((each) => appendTo(store, each, canJoin, (outcome) => committed.push(outcome)))
      const settled = await Promise.all(all)
      expect(settled.map((outcome) => outcome.kind === 'stored' && outcome.message.seq)).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 1),
      )
      expect(committed).toEqual(settled)
    })

    test('with a client_id that was used are not stored again, nor in another room', async () => {
      const client_id = randomUUID()
      const first = await stored({ client_id })
      expect(await append({ client_id, message: 'Other' })).toEqual({ kind: 'duplicate', message: first })
      expect(await append({ client_id, room: room('123_200'), receiver_id: 200 })).toEqual({ kind: 'conflict' })
      expect((await append({ client_id, sender_id: 456, receiver_id: 123 })).kind).toBe('stored')
    })

    test('with a client_id of one that was refused are stored, and hold up none of the others', async () => {
      const used = await stored()
      const client_id = randomUUID()
      let looked = 0
      const look = () => void looked++
      const outcomes = await Promise.all([
        appendTo(store, draft({ client_id }), () => 'WS_002'),
        append({ client_id }),
        append({ client_id: used.client_id }),
        appendTo(store, draft(), look),
      ])
      expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'stored', 'duplicate', 'stored'])
      // Once without care and once with it, and never alone.
      expect(looked).toBe(2)
    })

    test('are refused in the transaction by the rule, and leave no gap', async () => {
      await stored()
      expect(await append({ sender_id: 200 })).toEqual({ kind: 'refused', code: 'WS_002' })
      expect((await stored()).seq).toBe(2)
    })

    test('that fail take none of the others with them', async () => {
      const broken = append({ receiver_id: 999_999 })
      const [ok] = await Promise.all([stored(), expect(broken).rejects.toThrow()])
      expect((await stored()).seq).toBe((ok.seq ?? 0) + 1)
    })

    test('are read back in pages both ways', async () => {
      for (let count = 0; count < 5; count++) await stored()
      const seqs = (messages: readonly { seq: number }[]) => messages.map(({ seq }) => seq)
      expect(seqs(await store.messages.after('123_456', 2, 2))).toEqual([3, 4])
      expect(seqs(await store.messages.before('123_456', 3, 5))).toEqual([2, 1])
      expect(seqs(await store.messages.before('123_456', undefined, 2, 1))).toEqual([4, 3])
    })
  })

  describe('receipts', () => {
    test('are made once; a read implies delivered', async () => {
      const { id } = await stored()
      expect(await mark(id, 456, 'read')).toMatchObject({ receipts: [{ message_id: id, status: 'read' }] })
      expect(await mark(id, 456, 'read')).toMatchObject({ receipts: [] })
      expect(await mark(id, 456, 'delivered')).toMatchObject({ receipts: [] })
      const [message] = await store.messages.after('123_456', 0, 1)
      expect(message).toMatchObject({ is_read: true, status: 'read' })
    })

    test('up to a message come in portions, in the order of the messages, and are then complete', async () => {
      const messages = await Promise.all(Array.from({ length: 450 }, () => stored()))
      const newest = messages.at(-1)?.id ?? 0
      const marked: number[] = []
      for (let more = true; more;) {
        const outcome = await mark(newest, 456, 'read', true)
        if (outcome.kind !== 'marked') throw new Error('The message is unknown.')
        marked.push(...outcome.receipts.map((receipt) => receipt.message_id))
        more = outcome.more
      }
      expect(marked).toEqual(messages.map(({ id }) => id))
      expect((await store.rooms.overview(456, canJoin))[0]).toMatchObject({ unread_count: 0, last_seq: 450 })
    })

    test('of a message of another room are refused, and strangers leave none', async () => {
      const { id } = await stored({ room: room('clinic_1'), receiver_id: null })
      expect(await mark(id, 456, 'read')).toEqual({ kind: 'unknown_message' })
      expect(await mark((await stored()).id, 1, 'read')).toMatchObject({ receipts: [] })
    })

    test('that a client missed are found by the seq it saw last', async () => {
      const old = await stored()
      await mark(old.id, 456, 'delivered')
      await stored()
      await mark(old.id, 456, 'read')
      const newest = (await store.rooms.open(room('123_456')))?.last_receipt ?? 0
      const missed = await store.receipts.missed('123_456', 2, 0, newest, 10)
      expect(missed).toMatchObject([{ message_id: old.id, status: 'read' }])
    })
  })

  describe('rooms', () => {
    test('of two are made once, however many open them at once', async () => {
      const name = '456_457'
      const opened = await Promise.all([1, 2, 3].map(() => store.rooms.open(room(name))))
      expect(new Set(opened.map((each) => JSON.stringify(each))).size).toBe(1)
      expect(opened[0]).toMatchObject({ name, last_seq: 0, members: [{ id: 456 }, { id: 457 }] })
      expect(await store.rooms.namesOf(457)).toEqual([name])
    })

    test('are entered by whom the rule lets in, each in a crowd with an answer of their own', async () => {
      const enter = (name: string, userId: number) => store.rooms.enter(room(name), userId, canJoin)
      const entrances = await Promise.all([
        enter('clinic_1', 200),
        enter('clinic_1', 456),
        enter('clinic_99', 200),
        enter('123_456', 456),
        enter('456_457', 457),
        enter('456_457', 123),
        enter('123_999', 123),
      ])
      const seen = entrances.map((each) => (each.kind === 'refused' ? each.code : each.room))
      expect(seen).toMatchObject([
        { name: 'clinic_1', members: [{ id: 123 }, { id: 124 }, { id: 200 }] },
        'WS_002',
        'WS_005',
        { name: '123_456', last_seq: 0, members: [{ id: 123 }, { id: 456 }] },
        { name: '456_457', members: [{ id: 456 }, { id: 457 }] },
        'WS_002',
        'WS_005',
      ])
      expect(await store.rooms.newest(['456_457', 'clinic_99'])).toMatchObject([
        { name: '456_457', last_seq: 0, last_receipt: 0 },
      ])
    })

    test('of a group are not made by opening them', async () => {
      expect(await store.rooms.open(room('clinic_99'))).toBeUndefined()
    })

    test('count what a member has not read, without their own', async () => {
      const first = await stored()
      await stored()
      await stored({ sender_id: 456, receiver_id: 123 })
      await mark(first.id, 456, 'read')
      expect((await store.rooms.overview(456, canJoin))[0]?.unread_count).toBe(1)
      expect((await store.rooms.overview(123, canJoin))[0]?.unread_count).toBe(1)
    })
  })

  describe('notifications', () => {
    /** So large that one commit takes two users at most. */
    const LARGE = { note: 'x'.repeat(2_000_000) }
    const send = (more: Partial<NotificationDraft>, committed: (chunk: NotificationChunk) => void = () => undefined) =>
      store.notifications.create(
        {
          audience: { user_ids: [456] },
          notification_type: 'system',
          title: 'Title',
          message: 'Text',
          priority: 'low',
          metadata: {},
          ...more,
        },
        committed,
      )
    const create = (title: string) => send({ title })

    test('have times that only go up, so that nothing is lost between two pages', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, index) => create(String(index))))
      const all = await store.notifications.after(456, '', 100)
      expect(all.map(({ title }) => title)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)))
      const third = all[2]?.created_at ?? ''
      expect(await store.notifications.after(456, third, 100)).toEqual(all.slice(3))
      expect(await store.notifications.list(456, { before: third, limit: 10 })).toEqual(all.slice(0, 2).reverse())
    })

    test('are counted as they are made, read and deleted, in whatever order', async () => {
      const users = [123, 456, 457] as const
      const types = ['system', 'message', 'billing'] as const
      const random = createRandom(7)
      const recount = async (userId: number) => {
        const unread = await store.notifications.list(userId, { unread: true, limit: 1_000 })
        const by_type: Record<string, number> = {}
        for (const each of unread) by_type[each.notification_type] = (by_type[each.notification_type] ?? 0) + 1
        return { total_unread: unread.length, by_type }
      }
      const step = async () => {
        const userId = random.pick(users)
        const notification_type = random.pick(types)
        const ofType = random.chance(0.5) ? notification_type : undefined
        const kind = random.whole(10)
        if (kind < 5) {
          const user_ids = users.filter(() => random.chance(0.6))
          await send({ notification_type, audience: { user_ids: [userId, ...user_ids] } })
        } else if (kind < 8) {
          const newest = random.whole(5)
          const chosen = (await store.notifications.list(userId, { limit: 5 })).at(newest)
          if (chosen) await store.notifications.markRead(userId, chosen.id)
        } else if (kind < 9) await store.notifications.markAllRead(userId, ofType)
        else await store.notifications.deleteAll(userId, ofType)
      }
      for (let round = 0; round < 30; round++) {
        await Promise.all(Array.from({ length: 4 }, step))
        for (const userId of users) expect(await store.notifications.unread(userId)).toEqual(await recount(userId))
      }
    })

    test('are marked by one of several who do it at once', async () => {
      await create('Mine')
      const [one] = await store.notifications.after(456, '', 1)
      const marked = await Promise.all([1, 2, 3].map(() => store.notifications.markRead(456, one?.id ?? '')))
      expect(marked.filter((each) => each?.isNew)).toHaveLength(1)
      expect(new Set(marked.map((each) => each?.read_at)).size).toBe(1)
    })

    test('for more users than one commit takes come in portions, to each once, later ones later', async () => {
      const chunks: NotificationChunk[] = []
      const created = await send({ audience: { broadcast: true }, metadata: LARGE }, (chunk) => chunks.push(chunk))
      if (created.kind !== 'created' || !created.job) throw new Error('Expected something to be left to do.')
      const { job } = created
      expect(chunks.flatMap(({ user_ids }) => user_ids)).toHaveLength(created.recipients)
      // Who goes on with it at once do not get in each other's way.
      const proceed = () => store.notifications.proceed(job, (chunk) => chunks.push(chunk))
      let recipients = 0
      for (let isDone = false; !isDone;) {
        for (const progress of await Promise.all([proceed(), proceed()])) {
          isDone = progress.isDone
          recipients = progress.recipients
        }
      }
      expect(chunks.flatMap(({ user_ids }) => user_ids)).toEqual([1, 123, 124, 200, 456, 457])
      expect(recipients).toBe(6)
      expect(await proceed()).toEqual({ recipients: 6, isDone: true })
      expect(new Set(chunks.map(({ data }) => data.id))).toEqual(new Set([job.id]))
      const times = chunks.map(({ data }) => data.created_at)
      expect(times).toEqual([...new Set(times)].sort())
      for (const { user_ids, data } of chunks) {
        for (const userId of user_ids) expect(await store.notifications.after(userId, '', 10)).toEqual([data])
      }
    })

    test('that were left half-sent go to one of those who ask for them', async () => {
      const created = await send({ audience: { roles: ['doctor', 'patient', 'doctor'] }, metadata: LARGE })
      if (created.kind !== 'created' || !created.job) throw new Error('Expected something to be left to do.')
      expect(await store.notifications.claimJobs()).toEqual([])
      await store.notifications.releaseJob(created.job)
      const claimed = await Promise.all([1, 2, 3].map(() => store.notifications.claimJobs()))
      expect(claimed.flat()).toHaveLength(1)
      const [job] = claimed.flat()
      if (!job) throw new Error('Nobody got it.')
      let progress = { recipients: 0, isDone: false }
      while (!progress.isDone) progress = await store.notifications.proceed(job, () => undefined)
      expect(progress.recipients).toBe(4)
      await store.notifications.releaseJob(job)
      expect(await store.notifications.claimJobs()).toEqual([])
      expect(await store.notifications.after(200, '', 10)).toEqual([])
    })

    test('for a list with somebody unknown in it are stored for nobody, however long it is', async () => {
      const few = [456, 999_999]
      const many = [456, ...Array.from({ length: 1_500 }, (_, index) => 1_000_000 + index)]
      for (const user_ids of [few, many]) {
        const unknown = user_ids.filter((id) => id !== 456)
        expect(await send({ audience: { user_ids } })).toEqual({ kind: 'unknown_users', user_ids: unknown })
      }
      expect(await store.notifications.after(456, '', 10)).toEqual([])
      expect(await store.notifications.unread(456)).toEqual({ total_unread: 0, by_type: {} })
    })

    test('tell who of some users got one after a time, and the time of the newest of all', async () => {
      const before = await store.notifications.changedSince('', [456, 457])
      expect(before.user_ids).toEqual([])
      await send({ audience: { user_ids: [123, 456] } })
      const changed = await store.notifications.changedSince(before.newest, [456, 457])
      expect(changed).toEqual({ user_ids: [456], newest: await store.notifications.newest(456) })
      expect(await store.notifications.changedSince(changed.newest, [456])).toEqual({ ...changed, user_ids: [] })
    })

    test('stay in order when the newest of all was deleted', async () => {
      await create('Gone')
      const { newest } = await store.notifications.changedSince('', [])
      await store.notifications.deleteAll(456, undefined)
      await create('Later')
      expect((await store.notifications.newest(456)) > newest).toBe(true)
    })

    test('are read and deleted by their owner alone', async () => {
      await create('Mine')
      const [one] = await store.notifications.after(456, '', 1)
      const id = one?.id ?? ''
      expect(await store.notifications.markRead(457, id)).toBeUndefined()
      expect(await store.notifications.deleteAll(457, undefined)).toBe(0)
      expect(await store.notifications.markRead(456, id)).toMatchObject({ isNew: true })
      expect(await store.notifications.markRead(456, id)).toMatchObject({ isNew: false })
      expect(await store.notifications.unread(456)).toEqual({ total_unread: 0, by_type: {} })
    })
  })
}
