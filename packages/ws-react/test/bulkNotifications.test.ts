import { notificationClientFrames, parseFrame } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { notificationPart } from '../src/store/notificationPart.ts'
import { NOTIFICATIONS } from '../src/store/realtimeStore.ts'
import { createMemoryWebSocket, type Peer } from '../src/testing/memoryWebSocket.ts'
import { doctor } from './people.ts'

const ANSWER_MS = 6_000
const ids = [1, 2].map((n) => `550e8400-e29b-41d4-a716-44665544000${n}`)
let peer: Peer | undefined
let received: { type: string; data: unknown }[]
let client: RealtimeClient

const tell = (type: string, data: object): void => peer?.send(JSON.stringify({ type, data }))
const inbox = () => client.store.getState().notifications
const sent = (type: string) => received.filter((frame) => frame.type === type).map(({ data }) => data)

beforeEach(async () => {
  vi.useFakeTimers()
  received = []
  client = createRealtimeClient({
    url: 'http://bare.test',
    user: doctor,
    getToken: () => 'token',
    tokenPlacement: 'query',
    WebSocket: createMemoryWebSocket((_url, _protocols, opened) => {
      peer = opened
      const receive = (text: string): void => {
        const parsed = parseFrame(notificationClientFrames, text)
        if (parsed.ok) received.push(parsed.frame)
      }
      return { receive, closed: () => undefined }
    }),
    fetch: () => Promise.resolve(Response.json({ results: [] })),
  })
  client.part(notificationPart).acquire()
  await vi.advanceTimersByTimeAsync(100)
  for (const [n, id] of ids.entries()) {
    const created_at = new Date(Date.UTC(2024, 0, 15, 10, n)).toISOString()
    const text = { title: `${n}`, message: 'text', priority: 'medium', notification_type: 'billing' }
    tell('new_notification', { id, created_at, metadata: {}, ...text })
  }
  await vi.advanceTimersByTimeAsync(100)
  expect(inbox().unread.total_unread).toBe(2)
})
afterEach(() => {
  client.dispose()
  vi.useRealTimers()
})

describe('what is asked for all notifications', () => {
  test('is done when the server says so', async () => {
    client.part(notificationPart).session.markAllRead()
    await vi.advanceTimersByTimeAsync(100)
    expect(sent('mark_all_read')).toHaveLength(1)
    expect(inbox().unread.total_unread).toBe(2)
    tell('bulk_update', { action: 'mark_all_read', affected_count: 2 })
    await vi.advanceTimersByTimeAsync(ANSWER_MS)
    expect(inbox().unread.total_unread).toBe(0)
    expect(sent('mark_read')).toEqual([])
  })

  test('marks each as read on a server that does not answer, as it knows only the spec', async () => {
    client.part(notificationPart).session.markAllRead()
    await vi.advanceTimersByTimeAsync(ANSWER_MS)
    expect(sent('mark_read')).toEqual([{ notification_id: ids[1] }, { notification_id: ids[0] }])
    expect(inbox().unread.total_unread).toBe(0)
  })

  test('deletes nothing on such a server, and says so', async () => {
    client.part(notificationPart).session.deleteAll()
    await vi.advanceTimersByTimeAsync(ANSWER_MS)
    expect(inbox().items).toHaveLength(2)
    expect(inbox().unread.total_unread).toBe(2)
    expect(client.store.getState().errors[NOTIFICATIONS]?.message).toBe('This server does not delete notifications')
  })

  test('deletes when the server says so', async () => {
    client.part(notificationPart).session.deleteAll()
    await vi.advanceTimersByTimeAsync(100)
    expect(inbox().items).toHaveLength(2)
    tell('bulk_update', { action: 'delete_all', affected_count: 2 })
    await vi.advanceTimersByTimeAsync(ANSWER_MS)
    expect(inbox().items).toEqual([])
    expect(client.store.getState().errors[NOTIFICATIONS]).toBeUndefined()
  })
})
