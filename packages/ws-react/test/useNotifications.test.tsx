// @vitest-environment happy-dom
import { cleanup, waitFor } from '@testing-library/react'
import { useEffect, type ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { useNotifications, type Notifications } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, renderFor } from './memoryWorld.tsx'
import { patient } from './people.ts'

afterEach(cleanup)

function open(server: MemoryServer): { now: () => Notifications; heard: string[] } {
  let current: Notifications | undefined
  const heard: string[] = []
  const take = (next: Notifications): void => {
    current = next
  }
  function Screen({ onRender }: { onRender: (notifications: Notifications) => void }): ReactNode {
    const notifications = useNotifications()
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
})
