import { randomUUID } from 'node:crypto'
import { NotificationPageSchema, type CreateNotification } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect, NOTIFICATIONS_PATH, type Wire } from './connect.ts'
import type { StartTarget, Target } from './target.ts'

const titlesOf = (wire: Wire) => wire.all('new_notification').map(({ title }) => title)

/** What a client sees of notifications. */
export function describeNotifications(start: StartTarget): void {
  let target: Target
  beforeEach(async () => {
    target = await start()
  })
  afterEach(() => target.stop())

  async function opened(userId = 456, query: Record<string, string> = {}): Promise<Wire> {
    const wire = await connect(target, userId, NOTIFICATIONS_PATH, { query })
    await wire.next('unread_count_update')
    return wire
  }

  async function notify(title: string, more: Partial<CreateNotification> = {}): Promise<void> {
    const json = { user_ids: [456], notification_type: 'appointment', title, message: 'Text', ...more }
    expect(await call(target, 1, '/api/notifications/', { json })).toMatchObject({ status: 201 })
  }

  async function list(query = '') {
    return v.parse(NotificationPageSchema, (await call(target, 456, `/api/notifications/${query}`)).body)
  }

  test('a new one reaches all sockets of its user, then the count, and nobody else', async () => {
    const [tabs, other] = [[await opened(), await opened()], await opened(457)]
    await notify('Title', { priority: 'high', metadata: { action_url: '/appointments/1' } })
    for (const tab of tabs) {
      expect(await tab.next('new_notification')).toMatchObject({
        notification_type: 'appointment',
        title: 'Title',
        message: 'Text',
        priority: 'high',
        metadata: { action_url: '/appointments/1' },
        read_at: null,
      })
      expect(await tab.next('unread_count_update')).toMatchObject({ total_unread: 1, by_type: { appointment: 1 } })
      expect(tab.frames.map(({ type }) => type)).toEqual([
        'unread_count_update',
        'new_notification',
        'unread_count_update',
      ])
    }
    await other.settled()
    expect(titlesOf(other)).toEqual([])
  })

  test('an audience of roles or of all reaches those', async () => {
    const [patient, doctor] = [await opened(), await opened(123)]
    await notify('doctors', { user_ids: undefined, roles: ['doctor'] })
    await notify('all', { user_ids: undefined, broadcast: true })
    await doctor.next('new_notification', ({ title }) => title === 'all')
    await patient.next('new_notification')
    expect([titlesOf(doctor), titlesOf(patient)]).toEqual([['doctors', 'all'], ['all']])
  })

  test('reading one is told to all sockets, then the count; again, to the one that asked', async () => {
    const [first, second] = [await opened(), await opened()]
    await notify('one')
    const { id: notification_id } = await first.next('new_notification')
    second.send({ type: 'mark_read', data: { notification_id } })
    for (const tab of [first, second]) {
      expect((await tab.next('notification_read')).notification_id).toBe(notification_id)
      expect((await tab.next('unread_count_update', ({ total_unread }) => total_unread === 0)).by_type).toEqual({})
    }
    first.send({ type: 'mark_read', data: { notification_id } })
    await first.next('notification_read')
    await second.settled()
    expect(second.all('notification_read')).toHaveLength(1)
  })

  test('one that the user does not have cannot be read', async () => {
    const patient = await opened()
    patient.send({ type: 'mark_read', data: { notification_id: randomUUID() } })
    expect((await patient.next('error')).code).toBe('WS_004')
  })

  test('reading and deleting all touch one type or all, and count what they touched', async () => {
    const [first, second] = [await opened(), await opened()]
    await notify('one')
    for (const title of ['two', 'three']) await notify(title, { notification_type: 'billing' })
    first.send({ type: 'mark_all_read', data: { notification_type: 'billing' } })
    for (const tab of [first, second]) {
      expect(await tab.next('bulk_update')).toMatchObject({
        action: 'mark_all_read',
        affected_count: 2,
        notification_type: 'billing',
      })
      await tab.next('unread_count_update', ({ by_type }) => by_type.billing === undefined && by_type.appointment === 1)
    }
    first.send({ type: 'mark_all_read' })
    expect((await first.next('bulk_update')).affected_count).toBe(1)
    first.send({ type: 'delete_all' })
    expect(await first.next('bulk_update')).toMatchObject({ action: 'delete_all', affected_count: 3 })
    await second.next('bulk_update', ({ action }) => action === 'delete_all')
    expect((await list()).results).toEqual([])
  })

  test('subscribe filters new ones on that socket, but critical ones always pass', async () => {
    const [filtered, all] = [await opened(), await opened()]
    filtered.send({ type: 'subscribe', data: { notification_types: ['message'], priorities: ['high'] } })
    await filtered.settled()
    await notify('type', { priority: 'high' })
    await notify('priority', { notification_type: 'message', priority: 'low' })
    await notify('both', { notification_type: 'message', priority: 'high' })
    await notify('critical', { priority: 'critical' })
    for (const wire of [filtered, all]) await wire.next('unread_count_update', (count) => count.total_unread === 4)
    expect(titlesOf(filtered)).toEqual(['both', 'critical'])
    expect(titlesOf(all)).toEqual(['type', 'priority', 'both', 'critical'])
  })

  test('since gives what was missed, oldest first, each once, and the count again', async () => {
    const first = await opened()
    await notify('0')
    const { created_at: since } = await first.next('new_notification')
    for (let count = 1; count <= 5; count += 1) await notify(String(count))
    const again = await opened(456, { since })
    await again.settled()
    expect(again.frames.map(({ type }) => type)).toEqual([
      'unread_count_update',
      ...Array<string>(5).fill('new_notification'),
      'unread_count_update',
      'heartbeat',
    ])
    expect(titlesOf(again)).toEqual(['1', '2', '3', '4', '5'])
    const newest = again.all('new_notification').at(-1)?.created_at ?? ''
    const upToDate = await opened(456, { since: newest })
    await upToDate.settled()
    expect(upToDate.frames.map(({ type }) => type)).toEqual(['unread_count_update', 'heartbeat'])
  })

  test('a since that is no time is refused', async () => {
    const wire = await connect(target, 456, NOTIFICATIONS_PATH, { query: { since: 'yesterday' } })
    expect((await wire.next('error')).code).toBe('WS_004')
    expect(await wire.closed).toBe(4004)
  })

  test('over HTTP they are newest first, filtered, and page by page', async () => {
    for (const title of ['a', 'b', 'c']) await notify(title)
    await notify('d', { notification_type: 'billing', priority: 'critical' })
    expect((await list()).results.map(({ title }) => title)).toEqual(['d', 'c', 'b', 'a'])
    const page = await list('?limit=2')
    expect(page.has_more).toBe(true)
    const rest = await list(`?limit=2&before=${page.results.at(-1)?.created_at}`)
    expect([rest.results.map(({ title }) => title), rest.has_more]).toEqual([['b', 'a'], false])
    expect((await list('?type=billing')).results).toHaveLength(1)
    expect((await list('?priority=critical&unread=true')).results).toHaveLength(1)
    expect((await list('?unread=false')).results).toEqual([])
  })

  test('only an admin may send one, to users who are there, with what the protocol asks for', async () => {
    const json = { user_ids: [456], notification_type: 'system', title: 'T', message: 'M' }
    const sendAs = async (userId: number, body: object) => call(target, userId, '/api/notifications/', { json: body })
    expect(await sendAs(123, json)).toMatchObject({ status: 403, body: { code: 'WS_002' } })
    expect(await sendAs(1, { ...json, user_ids: [456, 999] })).toMatchObject({ status: 404, body: { code: 'WS_006' } })
    expect(await sendAs(1, { ...json, broadcast: true })).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    expect((await list()).results).toEqual([])
  })
}
