// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  createRealtimeClient,
  RealtimeProvider,
  useAttachmentUrl,
  useChat,
  useNotifications,
  useSignOut,
  type AuditEvent,
  type Chat,
  type Notifications,
} from '../src/index.ts'
import { createAudit } from '../src/store/audit.ts'
import { loadUntilDone } from '../src/store/loadUntilDone.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

interface Hooks {
  readonly chat: Chat
  readonly center: Notifications
  readonly signOut: () => Promise<void>
}

function File({ url }: { url: string | null | undefined }): ReactNode {
  return <span>{useAttachmentUrl(url).url}</span>
}

async function open(server: MemoryServer, more: { idleTimeout?: number } = {}) {
  const events: AuditEvent[] = []
  let current: Hooks | undefined
  const take = (hooks: Hooks): void => {
    current = hooks
  }
  function Screen({ onRender }: { onRender: (hooks: Hooks) => void }): ReactNode {
    const chat = useChat(room)
    onRender({ chat, center: useNotifications(), signOut: useSignOut() })
    return chat.messages.map(({ key, metadata }) => <File key={key} url={metadata.file_url} />)
  }
  render(
    <StrictMode>
      <RealtimeProvider
        url={server.url}
        currentUser={doctor}
        getToken={() => server.token(doctor.id)}
        WebSocket={server.WebSocket}
        fetch={server.fetch}
        onAudit={(event) => events.push(event)}
        {...more}
      >
        <Screen onRender={take} />
      </RealtimeProvider>
    </StrictMode>,
  )
  const hooks = (): Hooks => {
    if (!current) throw new Error('Nothing has rendered yet.')
    return current
  }
  await waitFor(() => expect(hooks().chat.connection.status).toBe('connected'))
  await waitFor(() => expect(hooks().chat.history.status).toBe('ready'))
  return { hooks, events, of: (type: AuditEvent['type']) => events.filter((event) => event.type === type) }
}

describe('onAudit', () => {
  test('tells which messages a screen was given, each once, with who and when', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const { of } = await open(server)
    await waitFor(() => expect(of('messages_viewed')).toHaveLength(1))
    server.say(patient.id, room, 'two')
    await waitFor(() => expect(of('messages_viewed')).toHaveLength(2))
    server.type(patient.id, room)
    server.say(patient.id, room, 'three')
    await waitFor(() => expect(of('messages_viewed')).toHaveLength(3))
    expect(of('messages_viewed')).toMatchObject([
      { roomName: room, messageIds: [1], userId: doctor.id },
      { roomName: room, messageIds: [2] },
      { roomName: room, messageIds: [3] },
    ])
    expect(Date.parse(of('messages_viewed')[0]?.at ?? '')).toBeGreaterThan(0)
  })

  test('tells what was read, and what was sent', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    server.say(patient.id, room, 'two')
    const { hooks, of } = await open(server)
    await waitFor(() => expect(hooks().chat.unreadCount).toBe(2))
    act(() => hooks().chat.markRead(2))
    act(() => hooks().chat.markRead(2))
    expect(of('messages_read')).toMatchObject([{ roomName: room, messageIds: [1, 2] }])
    act(() => hooks().chat.sendMessage('three'))
    await waitFor(() => expect(of('message_sent')).toHaveLength(1))
    const clientId = hooks().chat.messages.at(-1)?.client_id
    expect(of('message_sent')).toMatchObject([{ roomName: room, messageId: 3, clientId }])
  })

  test('tells what failed, and why, by its code', async () => {
    const server = memoryServer()
    const { hooks, of } = await open(server)
    act(() => hooks().chat.sendFile(new globalThis.File([''], 'Jane Doe.pdf', { type: 'application/pdf' })))
    await waitFor(() => expect(hooks().chat.messages.at(-1)?.state).toBe('failed'), { timeout: 3000 })
    expect(of('message_failed')).toMatchObject([
      { roomName: room, clientId: hooks().chat.messages.at(-1)?.client_id, code: undefined },
    ])
  })

  test('tells which attachment was opened, without its name', async () => {
    const server = memoryServer()
    const { hooks, events, of } = await open(server)
    act(() => hooks().chat.sendFile(new globalThis.File(['%PDF-1.7'], 'Jane Doe.pdf', { type: 'application/pdf' })))
    await waitFor(() => expect(of('attachment_opened')).toHaveLength(1), { timeout: 3000 })
    const uploadId = /uploads\/([^/]+)/.exec(hooks().chat.messages[0]?.metadata.file_url ?? '')?.[1]
    const clientId = hooks().chat.messages[0]?.client_id
    expect(of('attachment_opened')).toMatchObject([{ uploadId, roomName: room, clientId }])
    expect(JSON.stringify(events)).not.toContain('Jane')
  })

  test('tells which notifications were given to a screen, and which of them were read', async () => {
    const server = memoryServer()
    const { id: old } = server.notify(doctor.id, { title: 'old', read_at: '2024-01-15T10:30:00.000Z' })
    const { hooks, of } = await open(server)
    await waitFor(() => expect(of('notifications_viewed')).toMatchObject([{ notificationIds: [old] }]))
    const { id } = server.notify(doctor.id, { title: 'new' })
    await waitFor(() => expect(of('notifications_viewed')).toHaveLength(2))
    act(() => hooks().center.markRead(id))
    await waitFor(() => expect(of('notifications_read')).toMatchObject([{ notificationIds: [id] }]))
    expect(of('notifications_read')).toHaveLength(1)
  })

  test('tells once of a sign-out, with nothing in any event but ids', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'a secret')
    const { hooks, events, of } = await open(server)
    await waitFor(() => expect(of('messages_viewed')).toHaveLength(1))
    await act(() => hooks().signOut())
    expect(of('signed_out')).toHaveLength(1)
    expect(JSON.stringify(events)).not.toMatch(/secret|Jane|John|doe|smith/)
  })

  test('tells once of an automatic logoff', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { of } = await open(memoryServer(), { idleTimeout: 60_000 })
    vi.setSystemTime(Date.now() + 60_000)
    act(() => void window.dispatchEvent(new Event('focus')))
    await waitFor(() => expect(of('logged_off')).toHaveLength(1))
    expect(of('signed_out')).toEqual([])
  })

  test('what happens before its chunk is there is told when it is, with its time', async () => {
    const server = memoryServer()
    server.say(patient.id, room, 'one')
    const { url, WebSocket, fetch } = server
    const getToken = (): string => server.token(doctor.id)
    const client = createRealtimeClient({ url, WebSocket, fetch, user: doctor, getToken, storage: 'memory' })
    let arrive = (): void => undefined
    const isThere = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const events: AuditEvent[] = []
    const load = vi.fn(async () => {
      await isThere
      return import('../src/store/auditTrail.ts')
    })
    const audit = createAudit(client, (event) => events.push(event), load)
    onTestFinished(client.dispose)

    onTestFinished(client.acquireRoom(room))
    const hide = audit.shown(room)
    onTestFinished(audit.start())
    client.room(room).openHistory()
    await waitFor(() => expect(client.store.getState().chats[room]?.unreadCount).toBe(1))
    client.room(room).markRead(1)
    const readAt = Date.now()
    hide()
    server.say(patient.id, room, 'nobody sees it')
    await waitFor(() => expect(client.store.getState().chats[room]?.storedCount).toBe(2))
    expect(events).toEqual([])
    arrive()
    await waitFor(() => expect(events).toHaveLength(2))
    expect(events).toMatchObject([
      { type: 'messages_viewed', messageIds: [1] },
      { type: 'messages_read', messageIds: [1] },
    ])
    expect(Date.parse(events[1]?.at ?? '')).toBeLessThanOrEqual(readAt)
    expect(load).toHaveBeenCalledTimes(1)
  })

  test('a chunk that cannot be loaded is tried again', async () => {
    vi.useFakeTimers()
    const load = vi.fn().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue('the chunk')
    const loaded = loadUntilDone<string>(load)
    await vi.runAllTimersAsync()
    expect(await loaded).toBe('the chunk')
    expect(load).toHaveBeenCalledTimes(2)
  })
})
