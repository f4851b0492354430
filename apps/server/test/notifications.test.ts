import { randomUUID } from 'node:crypto'
import { NotificationPageSchema, type CreateNotification } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect, type Connection } from './connect.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const PATH = '/ws/notifications/'

let server: TestServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.close())

async function opened(userId: number, query: Record<string, string> = {}): Promise<Connection> {
  const connection = await connect(server, userId, PATH, { query })
  await connection.next('unread_count_update')
  return connection
}

async function notify(body: Partial<CreateNotification> = {}) {
  const json = { user_ids: [456], notification_type: 'appointment', title: 'Title', message: 'Text', ...body }
  return call(server, 1, '/api/notifications/', { method: 'POST', json })
}

async function list(userId: number, query = '') {
  const { status, body } = await call(server, userId, `/api/notifications/${query}`)
  expect(status).toBe(200)
  return v.parse(NotificationPageSchema, body)
}

const titlesOf = (connection: Connection) => connection.all('new_notification').map(({ data }) => data.title)

describe('live', () => {
  test('the first frame is the unread count', async () => {
    await notify()
    const connection = await connect(server, 456, PATH)
    const { data } = await connection.next('unread_count_update')
    expect(data).toMatchObject({ total_unread: 1, by_type: { appointment: 1 } })
    expect(connection.frames[0]?.type).toBe('unread_count_update')
  })

  test('a new one reaches all sockets of the user, then the count, and nobody else', async () => {
    const tabs = [await opened(456), await opened(456)]
    const other = await opened(457)
    const answer = await notify({ priority: 'high', metadata: { action_url: '/appointments/1' } })
    expect(answer).toMatchObject({ status: 201, body: { recipients: 1 } })
    for (const tab of tabs) {
      expect((await tab.next('new_notification')).data).toMatchObject({
        notification_type: 'appointment',
        title: 'Title',
        message: 'Text',
        priority: 'high',
        metadata: { action_url: '/appointments/1' },
        read_at: null,
      })
      expect((await tab.next('unread_count_update')).data.total_unread).toBe(1)
      expect(tab.frames.map(({ type }) => type)).toEqual([
        'unread_count_update',
        'new_notification',
        'unread_count_update',
      ])
    }
    await other.settled()
    expect(other.all('new_notification')).toEqual([])
  })

  test('mark_read tells all sockets of the user, then the count', async () => {
    const tabs = [await opened(456), await opened(456)]
    await notify()
    const [first, second] = tabs
    const notification_id = (await first?.next('new_notification'))?.data.id ?? ''
    second?.send({ type: 'mark_read', data: { notification_id } })
    for (const tab of tabs) {
      expect((await tab.next('notification_read')).data).toMatchObject({ notification_id })
      expect((await tab.next('unread_count_update', ({ total_unread }) => total_unread === 0)).data.by_type).toEqual({})
    }
    first?.send({ type: 'mark_read', data: { notification_id } })
    await first?.next('notification_read')
    await second?.settled()
    expect(second?.all('notification_read')).toHaveLength(1)
  })

  test('one of another user or of nobody cannot be marked', async () => {
    const patient = await opened(456)
    await notify({ user_ids: [457] })
    const id = (await list(457)).results[0]?.id ?? ''
    for (const notification_id of [id, randomUUID()]) {
      patient.send({ type: 'mark_read', data: { notification_id } })
      const { data } = await patient.next('error')
      expect(data.code).toBe('WS_004')
      expect(data.details).toContain(notification_id)
    }
    expect((await list(457, '?unread=true')).results).toHaveLength(1)
  })

  test('mark_all_read and delete_all touch one type or all, and answer to all sockets', async () => {
    const tabs = [await opened(456), await opened(456)]
    await notify()
    await notify({ notification_type: 'billing' })
    await notify({ notification_type: 'billing' })
    const [first] = tabs
    first?.send({ type: 'mark_all_read', data: { notification_type: 'billing' } })
    for (const tab of tabs) {
      expect((await tab.next('bulk_update')).data).toMatchObject({
        action: 'mark_all_read',
        affected_count: 2,
        notification_type: 'billing',
      })
      await tab.next('unread_count_update', ({ by_type }) => by_type.billing === undefined && by_type.appointment === 1)
    }
    first?.send({ type: 'delete_all' })
    for (const tab of tabs) {
      expect((await tab.next('bulk_update')).data).toMatchObject({ action: 'delete_all', affected_count: 3 })
      await tab.next('unread_count_update', ({ total_unread }) => total_unread === 0)
    }
    expect((await list(456)).results).toEqual([])
  })

  test('subscribe filters new ones by type and priority on that socket, but critical always passes', async () => {
    const filtered = await opened(456)
    const all = await opened(456)
    filtered.send({ type: 'subscribe', data: { notification_types: ['message'], priorities: ['high'] } })
    await filtered.settled()
    await notify({ title: 'type', priority: 'high' })
    await notify({ title: 'priority', notification_type: 'message', priority: 'low' })
    await notify({ title: 'both', notification_type: 'message', priority: 'high' })
    await notify({ title: 'critical', priority: 'critical' })
    await filtered.next('unread_count_update', ({ total_unread }) => total_unread === 4)
    expect(titlesOf(filtered)).toEqual(['both', 'critical'])
    await all.next('unread_count_update', ({ total_unread }) => total_unread === 4)
    expect(titlesOf(all)).toEqual(['type', 'priority', 'both', 'critical'])
  })
})

describe('resume', () => {
  test('since gives what was missed, oldest first, each once, even when many came in one millisecond', async () => {
    const first = await opened(456)
    await notify({ title: '0' })
    const since = (await first.next('new_notification')).data.created_at
    await first.close()
    for (let count = 1; count <= 20; count++) await notify({ title: String(count) })
    const again = await opened(456, { since })
    await again.next('new_notification', ({ title }) => title === '20')
    expect(titlesOf(again)).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)))
    const times = again.all('new_notification').map(({ data }) => data.created_at)
    expect(new Set([since, ...times]).size).toBe(21)
    expect(times).toEqual([...times].sort())
  })

  test('after what was missed the count comes once more, and without any missed it does not', async () => {
    const first = await opened(456)
    await notify({ title: '0' })
    const since = (await first.next('new_notification')).data.created_at
    for (const title of ['1', '2']) await notify({ title })
    const behind = await connect(server, 456, PATH, { query: { since } })
    await behind.settled()
    expect(behind.frames.map(({ type }) => type)).toEqual([
      'unread_count_update',
      'new_notification',
      'new_notification',
      'unread_count_update',
      'heartbeat',
    ])
    const last = behind.all('new_notification').at(-1)?.data.created_at ?? ''
    const upToDate = await connect(server, 456, PATH, { query: { since: last } })
    await upToDate.settled()
    expect(upToDate.frames.map(({ type }) => type)).toEqual(['unread_count_update', 'heartbeat'])
  })

  test('without since nothing old comes', async () => {
    await notify()
    const connection = await opened(456)
    await connection.settled()
    expect(connection.all('new_notification')).toEqual([])
  })

  test('a since that is no time is refused', async () => {
    const connection = await connect(server, 456, PATH, { query: { since: 'yesterday' } })
    expect((await connection.next('error')).data.code).toBe('WS_004')
    expect((await connection.closed).code).toBe(4004)
  })
})

describe('over HTTP', () => {
  test('newest first, filtered, and page by page with before', async () => {
    for (const title of ['a', 'b', 'c']) await notify({ title })
    await notify({ title: 'd', notification_type: 'billing', priority: 'critical' })
    expect((await list(456)).results.map(({ title }) => title)).toEqual(['d', 'c', 'b', 'a'])
    const page = await list(456, '?limit=2')
    expect(page.has_more).toBe(true)
    const rest = await list(456, `?limit=2&before=${page.results.at(-1)?.created_at ?? ''}`)
    expect(rest.results.map(({ title }) => title)).toEqual(['b', 'a'])
    expect(rest.has_more).toBe(false)
    expect((await list(456, '?type=billing')).results).toHaveLength(1)
    expect((await list(456, '?priority=critical&unread=true')).results).toHaveLength(1)
    expect((await list(456, '?unread=false')).results).toEqual([])
    expect((await call(server, 456, '/api/notifications/?priority=urgent')).status).toBe(400)
  })

  test('an audience is some users, roles, or everyone', async () => {
    expect((await notify({ user_ids: [123, 456, 456] })).body).toEqual({ recipients: 2 })
    expect((await notify({ user_ids: undefined, roles: ['doctor'] })).body).toEqual({ recipients: 2 })
    expect((await notify({ user_ids: undefined, broadcast: true })).body).toEqual({ recipients: 6 })
    expect((await list(124)).results).toHaveLength(2)
  })

  test('an unknown user, two audiences or none is refused and nothing is sent', async () => {
    expect(await notify({ user_ids: [456, 999] })).toMatchObject({ status: 404, body: { code: 'WS_006' } })
    expect(await notify({ broadcast: true })).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    expect(await notify({ user_ids: undefined })).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    expect((await list(456)).results).toEqual([])
  })

  test('only an admin may send', async () => {
    const json = { broadcast: true, notification_type: 'system', title: 'T', message: 'M' }
    const answer = await call(server, 123, '/api/notifications/', { method: 'POST', json })
    expect(answer).toMatchObject({ status: 403, body: { code: 'WS_002' } })
  })
})
