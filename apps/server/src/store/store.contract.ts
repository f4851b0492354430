import { randomUUID } from 'node:crypto'
import { parseRoom, type Room } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canJoin } from '../auth/access.ts'
import type { AppendOutcome, MessageDraft, Store } from './store.ts'

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
  const append = (more: Partial<MessageDraft> = {}) => store.messages.append(draft(more), canJoin, () => undefined)
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
      const all = drafts.map((each) => store.messages.append(each, canJoin, (outcome) => committed.push(outcome)))
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
    const create = (title: string) =>
      store.notifications.create(
        {
          audience: { user_ids: [456] },
          notification_type: 'system',
          title,
          message: 'Text',
          priority: 'low',
          metadata: {},
        },
        () => undefined,
      )

    test('have times that only go up, so that nothing is lost between two pages', async () => {
      await Promise.all(Array.from({ length: 30 }, (_, index) => create(String(index))))
      const all = await store.notifications.after(456, '', 100)
      expect(all.map(({ title }) => title)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)))
      const third = all[2]?.created_at ?? ''
      expect(await store.notifications.after(456, third, 100)).toEqual(all.slice(3))
      expect(await store.notifications.list(456, { before: third, limit: 10 })).toEqual(all.slice(0, 2).reverse())
    })

    test('are counted as they are made, read and deleted', async () => {
      const send = (notification_type: 'system' | 'message', user_ids: readonly number[]) =>
        store.notifications.create(
          { audience: { user_ids }, notification_type, title: 'T', message: 'M', priority: 'low', metadata: {} },
          () => undefined,
        )
      const recount = async (userId: number) => {
        const unread = await store.notifications.list(userId, { unread: true, limit: 100 })
        const by_type: Record<string, number> = {}
        for (const each of unread) by_type[each.notification_type] = (by_type[each.notification_type] ?? 0) + 1
        return { total_unread: unread.length, by_type }
      }
      const steps = [
        () => Promise.all([send('system', [456, 457]), send('message', [456]), send('system', [456])]),
        async () => {
          const [newest] = await store.notifications.list(456, { limit: 1 })
          await Promise.all([1, 2].map(() => store.notifications.markRead(456, newest?.id ?? '')))
        },
        () => store.notifications.deleteAll(456, 'message'),
        () => send('message', [456, 457]),
        () => store.notifications.markAllRead(456, 'system'),
        () => store.notifications.deleteAll(457, undefined),
      ]
      for (const step of steps) {
        await step()
        for (const userId of [456, 457]) expect(await store.notifications.unread(userId)).toEqual(await recount(userId))
      }
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
