// @vitest-environment happy-dom
import { NotificationPageSchema, type Notification } from '@mediconnect/protocol'
import { cleanup, waitFor } from '@testing-library/react'
import { useEffect, type ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { useNotifications, type NotificationQuery, type Notifications } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, renderFor } from './memoryWorld.tsx'
import { patient } from './people.ts'

afterEach(cleanup)

function open(server: MemoryServer, filter?: NotificationQuery): { now: () => Notifications; heard: string[] } {
  let current: Notifications | undefined
  const heard: string[] = []
  const take = (next: Notifications): void => {
    current = next
  }
  function Screen({ onRender }: { onRender: (notifications: Notifications) => void }): ReactNode {
    const notifications = useNotifications(filter)
    const { onNotification } = notifications
    onRender(notifications)
    useEffect(() => onNotification(({ title }) => heard.push(title)), [onNotification])
    return null
  }
  renderFor(server, patient, <Screen onRender={take} />)
  const now = (): Notifications => {
    if (!current) throw new Error('Nothing has rendered yet.')
    return current
  }
  return { now, heard }
}

describe('useNotifications', () => {
  test('shows older ones, and tells of live ones exactly once', async () => {
    const server = memoryServer()
    server.notify(patient.id, { title: 'older', created_at: '2024-01-15T10:30:00.000Z' })
    const { now, heard } = open(server)
    await waitFor(() => expect(now().connection.status).toBe('connected'))
    await waitFor(() => expect(now().status).toBe('ready'))
    server.notify(patient.id, { title: 'live' })
    await waitFor(() => expect(now().notifications.map(({ title }) => title)).toEqual(['live', 'older']))
    expect(heard).toEqual(['live'])
    expect(now().unread.total_unread).toBe(2)
  })

  test('reading in one tab lowers the count in both', async () => {
    const server = memoryServer()
    const { id } = server.notify(patient.id, { title: 'one', notification_type: 'appointment' })
    const [first, second] = [open(server), open(server)]
    for (const { now } of [first, second]) await waitFor(() => expect(now().unread.total_unread).toBe(1))
    await waitFor(() => expect(second.now().status).toBe('ready'))
    first.now().markRead(id)
    await waitFor(() => expect(second.now().unread.total_unread).toBe(0))
    await waitFor(() => expect(second.now().notifications[0]?.read_at).toBeTruthy())
  })

  test('what is read during an outage is told when the server is back', async () => {
    const server = memoryServer()
    const { id } = server.notify(patient.id, {})
    const mine = open(server)
    await waitFor(() => expect(mine.now().notifications).toHaveLength(1))
    await waitFor(() => expect(mine.now().connection.status).toBe('connected'))
    server.cut()
    await waitFor(() => expect(mine.now().connection.status).toBe('waiting'))
    mine.now().markRead(id)
    server.restore()
    const other = open(server)
    await waitFor(() => expect(other.now().unread.total_unread).toBe(1))
    mine.now().reconnect()
    await waitFor(() => expect(other.now().unread.total_unread).toBe(0))
  })

  test('a filter shows and counts what passes it, and leaves the other lists alone', async () => {
    const server = memoryServer()
    server.notify(patient.id, { title: 'bill', notification_type: 'billing', priority: 'low' })
    server.notify(patient.id, { title: 'visit', notification_type: 'appointment', priority: 'high' })
    server.notify(patient.id, { title: 'read', notification_type: 'appointment', read_at: '2024-01-15T10:30:00.000Z' })
    const all = open(server)
    const visits = open(server, { type: 'appointment' })
    const high = open(server, { priority: 'high' })
    const unread = open(server, { unread: true })
    const titles = ({ now }: ReturnType<typeof open>): string[] =>
      now()
        .notifications.map(({ title }) => title)
        .sort()
    await waitFor(() => expect(titles(all)).toEqual(['bill', 'read', 'visit']))
    await waitFor(() => expect(titles(visits)).toEqual(['read', 'visit']))
    await waitFor(() => expect(titles(high)).toEqual(['visit']))
    await waitFor(() => expect(titles(unread)).toEqual(['bill', 'visit']))
    await waitFor(() => expect(visits.now().counts).toMatchObject({ listed: 2, unread: 1 }))
    expect(high.now().counts).toMatchObject({ listed: 1, unread: 1 })
    expect(all.now().counts).toMatchObject({
      listed: 3,
      unread: 2,
      byType: { billing: 1, appointment: 1 },
      byPriority: { low: 1, high: 1 },
    })
    visits.now().markAllRead('appointment')
    await waitFor(() => expect(titles(unread)).toEqual(['bill']))
    expect(visits.now().counts.unread).toBe(0)
    await waitFor(() => expect(all.now().counts).toMatchObject({ unread: 1, byPriority: { low: 1 } }))
  })

  test('critical ones wait until they are acknowledged, oldest first, however old, and a list has nothing from below its last page', async () => {
    const server = memoryServer()
    const old = server.notify(patient.id, {
      title: 'old',
      priority: 'critical',
      created_at: '2020-01-15T10:30:00.000Z',
    })
    for (let n = 0; n < 60; n += 1) server.notify(patient.id, { title: `${n}` })
    const { now } = open(filtering(server), { type: 'billing' })
    const all = open(filtering(server))
    const waiting = (): string[] => all.now().critical.map(({ title }) => title)
    await waitFor(() => expect(waiting()).toEqual(['old']))
    expect(all.now().notifications.map(({ title }) => title)).not.toContain('old')
    server.notify(patient.id, { title: 'new', priority: 'critical' })
    await waitFor(() => expect(waiting()).toEqual(['old', 'new']))
    expect(now().critical.map(({ title }) => title)).toContain('new')
    all.now().markRead(old.id)
    await waitFor(() => expect(waiting()).toEqual(['new']))
  })
})

/** The same server, which also filters over HTTP as the contract says. */
function filtering(server: MemoryServer): MemoryServer {
  return {
    ...server,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { searchParams } = new URL(request.url)
      const [type, priority, unread] = ['type', 'priority', 'unread'].map((name) => searchParams.get(name))
      if (!type && !priority && !unread) return server.fetch(request)
      const all: Notification[] = []
      for (let before: string | undefined; ;) {
        const url = new URL('/api/notifications/', request.url)
        if (before) url.searchParams.set('before', before)
        const page = v.parse(
          NotificationPageSchema,
          await (await server.fetch(url, { headers: request.headers })).json(),
        )
        all.push(...page.results)
        if (!page.has_more) break
        before = page.results.at(-1)?.created_at
      }
      const results = all.filter(
        (one) =>
          (!type || one.notification_type === type) &&
          (!priority || one.priority === priority) &&
          !(unread && one.read_at),
      )
      return Response.json({ results, has_more: false })
    },
  }
}
