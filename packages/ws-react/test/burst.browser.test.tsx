import type { ChatMessage, Notification } from '@mediconnect/protocol'
import { memo, Profiler, useEffect, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { useWebSocket as useReactUseWebSocket } from 'react-use-websocket/dist/lib/use-websocket'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  RealtimeProvider,
  selectMessageKeys,
  useChat,
  useMessage,
  useNotifications,
  useRealtimeState,
  useWebSocket,
  type Chat,
  type Notifications,
} from '../src/index.ts'
import { createMemoryServer, type MemoryServer } from '../src/testing/index.ts'
import { doctor, messageFrom, patient } from './people.ts'
import { useSpecWebSocket } from './specWebSocketHook.ts'

const BURST = 10_000
const BUBBLES = 1_000
const WAIT = { timeout: 20_000 }
const room = '123_456'

let server: MemoryServer
let sockets: WebSocket[]
let Socket: MemoryServer['WebSocket']
let root: Root
let commits: number

beforeEach(() => {
  server = createMemoryServer({ users: [doctor, patient], rooms: [{ name: room, members: [doctor.id, patient.id] }] })
  sockets = []
  commits = 0
  const opened = sockets
  Socket = class extends server.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      opened.push(this)
    }
  }
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

/** Everything in this one task, as when a tab wakes up and reads what its socket has buffered. */
function deliver(path: string, frames: readonly { type: string; data: unknown }[]): void {
  const socket = sockets.findLast(({ url, readyState }) => url.includes(path) && readyState === 1)
  if (!socket) throw new Error(`No socket is open on ${path}.`)
  for (const frame of frames) {
    const event = new MessageEvent('message', { data: JSON.stringify(frame) })
    socket.dispatchEvent(event)
    socket.onmessage?.(event)
  }
}

function Counted({ children }: { children: ReactNode }): ReactNode {
  return (
    <Profiler id="counted" onRender={() => (commits += 1)}>
      {children}
    </Profiler>
  )
}

function show(screen: ReactNode): void {
  root.render(
    <RealtimeProvider
      url={server.url}
      currentUser={doctor}
      getToken={() => server.token(doctor.id)}
      WebSocket={Socket}
      fetch={server.fetch}
    >
      {screen}
    </RealtimeProvider>,
  )
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, place) => from + place)
const says = (message: ChatMessage) => ({ type: 'chat_message', data: message })
const written = (from: number, count: number, sender = patient) =>
  range(from, count).map((seq) => says(messageFrom(sender, seq)))
const isOpen = (path: string) => sockets.some(({ url, readyState }) => url.includes(path) && readyState === 1)

const Bubble = memo(function Bubble({ messageKey }: { messageKey: string }): ReactNode {
  const entry = useMessage(room, messageKey)
  return (
    <li data-state={entry?.state}>
      {entry?.message} {entry?.state}
    </li>
  )
})

/** A list of the newest thousand, all of them mounted. */
function List(): ReactNode {
  const keys = useRealtimeState(selectMessageKeys(room))
  return (
    <ul>
      {keys.slice(-BUBBLES).map((key) => (
        <Bubble key={key} messageKey={key} />
      ))}
    </ul>
  )
}

describe('10,000 frames in one task', () => {
  let chat: Chat | undefined
  beforeEach(() => {
    chat = undefined
  })
  function Screen({ onChat }: { onChat: (chat: Chat) => void }): ReactNode {
    onChat(useChat(room))
    return null
  }
  const take = (next: Chat): void => {
    chat = next
  }

  async function openList(sender = patient): Promise<void> {
    show(
      <>
        <Screen onChat={take} />
        <Counted>
          <List />
        </Counted>
      </>,
    )
    await vi.waitFor(() => expect(chat?.connection.status).toBe('connected'), WAIT)
    deliver(`/ws/chat/${room}/`, written(1, BUBBLES, sender))
    await vi.waitFor(() => expect(document.querySelectorAll('li')).toHaveLength(BUBBLES), WAIT)
    await vi.waitFor(() => expect(chat?.messages).toHaveLength(BUBBLES), WAIT)
    commits = 0
  }

  test('of messages: useChat has each, and a list of 1,000 bubbles commits at most twice', async () => {
    await openList()
    deliver(`/ws/chat/${room}/`, written(BUBBLES + 1, BURST))
    await vi.waitFor(() => expect(chat?.messages).toHaveLength(BUBBLES + BURST), WAIT)
    await vi.waitFor(
      () => expect(document.querySelector('li:last-child')?.textContent).toContain('message 11000'),
      WAIT,
    )
    expect(chat?.messages.map(({ seq }) => seq)).toEqual(range(1, BUBBLES + BURST))
    expect(document.querySelectorAll('li')).toHaveLength(BUBBLES)
    expect(commits).toBeGreaterThan(0)
    expect(commits).toBeLessThanOrEqual(2)
  })

  test('of states, typing and presence: each takes effect, and the list commits at most twice', async () => {
    await openList(doctor)
    const states = (['delivered', 'read'] as const).flatMap((status) =>
      range(1, BUBBLES).map((message_id) => ({
        type: 'message_status',
        data: { message_id, status, user_id: patient.id },
      })),
    )
    const noise = range(0, (BURST - states.length) / 2).flatMap((n) => [
      { type: 'typing_notification', data: { user: patient, is_typing: n % 2 === 1 } },
      { type: 'presence_status', data: { user: patient, status: 'busy' } },
    ])
    expect(states.length + noise.length).toBe(BURST)
    deliver(`/ws/chat/${room}/`, [...states, ...noise])
    await vi.waitFor(() => expect(document.querySelectorAll('li[data-state="read"]')).toHaveLength(BUBBLES), WAIT)
    expect(chat?.typingUsers).toHaveLength(1)
    expect(commits).toBeLessThanOrEqual(2)
  })

  test('of typing and presence alone: the list does not commit at all', async () => {
    await openList()
    deliver(
      `/ws/chat/${room}/`,
      range(1, BURST).map((n) => ({ type: 'typing_notification', data: { user: patient, is_typing: n % 2 === 0 } })),
    )
    deliver(`/ws/chat/${room}/`, [{ type: 'typing_notification', data: { user: patient, is_typing: true } }])
    await vi.waitFor(() => expect(chat?.typingUsers).toHaveLength(1), WAIT)
    expect(commits).toBe(0)
  })

  test('of one state: of 1,000 bubbles one is drawn again', async () => {
    await openList(doctor)
    const before = [...document.querySelectorAll('li')].map(({ dataset }) => dataset.state)
    deliver(`/ws/chat/${room}/`, [
      { type: 'message_status', data: { message_id: 500, status: 'read', user_id: patient.id } },
    ])
    await vi.waitFor(() => expect(document.querySelector('li:nth-child(500)')?.textContent).toContain('read'), WAIT)
    const after = [...document.querySelectorAll('li')].map(({ dataset }) => dataset.state)
    expect(after.filter((state, place) => state !== before[place])).toEqual(['read'])
    expect(commits).toBe(1)
  })

  test('of notifications: useNotifications has each, and tells of each once', async () => {
    let inbox: Notifications | undefined
    let heard = 0
    function Inbox({ onInbox }: { onInbox: (inbox: Notifications) => void }): ReactNode {
      const notifications = useNotifications()
      const { onNotification } = notifications
      onInbox(notifications)
      useEffect(() => onNotification(() => (heard += 1)), [onNotification])
      return null
    }
    const keep = (next: Notifications): void => {
      inbox = next
    }
    show(
      <Counted>
        <Inbox onInbox={keep} />
      </Counted>,
    )
    await vi.waitFor(() => expect(inbox?.connection.status).toBe('connected'), WAIT)
    await vi.waitFor(() => expect(inbox?.status).toBe('ready'), WAIT)
    // The count that the server greets with is in by then.
    server.notify(doctor.id, { title: 'before' })
    await vi.waitFor(() => expect(heard).toBe(1), WAIT)
    await vi.waitFor(() => expect(inbox?.unread.total_unread).toBe(1), WAIT)
    commits = 0
    const arrived = range(0, BURST).map((n): Notification => {
      const id = `550e8400-e29b-41d4-a716-${String(n).padStart(12, '0')}`
      const created_at = new Date(Date.now() + 1_000 + n).toISOString()
      const text = { title: `${n}`, message: 'text', priority: 'medium', notification_type: 'system' } as const
      return { id, created_at, metadata: {}, ...text }
    })
    deliver(
      '/ws/notifications/',
      arrived.map((data) => ({ type: 'new_notification', data })),
    )
    await vi.waitFor(() => expect(inbox?.notifications).toHaveLength(BURST + 1), WAIT)
    expect(inbox?.unread.total_unread).toBe(BURST + 1)
    expect(heard).toBe(BURST + 1)
    expect(commits).toBeLessThanOrEqual(2)
  })

  test('on a bare connection: useWebSocket hands each to onMessage', async () => {
    const seen: unknown[] = []
    const onMessage = (message: unknown): void => void seen.push(message)
    const token = server.token(doctor.id)
    function Bare(): ReactNode {
      useWebSocket(`ws://mediconnect.test/ws/chat/${room}/`, token, { onMessage, WebSocket: Socket })
      return null
    }
    root.render(<Bare />)
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0), WAIT)
    const before = seen.length
    deliver(`/ws/chat/${room}/`, written(1, BURST))
    expect(seen.length - before).toBe(BURST)
  })
})

/** What a screen that follows `lastMessage` in an effect, as websockets-module.md shows, gets to see. */
describe('the same 10,000 messages beside it', () => {
  let seen: Set<number>
  beforeEach(() => {
    seen = new Set()
  })

  function Follower({ message }: { message: unknown }): ReactNode {
    useEffect(() => {
      const seq = seqOf(message)
      if (seq !== undefined) seen.add(seq)
    }, [message])
    return null
  }

  async function burst(screen: ReactNode): Promise<void> {
    root.render(<Counted>{screen}</Counted>)
    await vi.waitFor(() => expect(isOpen(`/ws/chat/${room}/`)).toBe(true), WAIT)
    // Its greeting is out of the way.
    await vi.waitFor(() => expect(commits).toBeGreaterThan(1), WAIT)
    commits = 0
    deliver(`/ws/chat/${room}/`, written(1, BURST))
    await vi.waitFor(() => expect(seen.has(BURST)).toBe(true), WAIT)
  }

  test("the spec's own hook loses all that React batches", async ({ annotate }) => {
    // A new one each time: outside of the render.
    const token = server.token(doctor.id)
    function Spec(): ReactNode {
      return <Follower message={useSpecWebSocket(`ws://mediconnect.test/ws/chat/${room}/`, token, Socket)} />
    }
    await burst(<Spec />)
    await annotate(`It saw ${seen.size} of ${BURST} messages, in ${commits} commits.`)
    expect(seen.size).toBeLessThan(BURST / 100)
  })

  test("react-use-websocket's lastMessage pays for each message with a commit", async ({ annotate }) => {
    vi.stubGlobal('WebSocket', Socket)
    const url = `ws://mediconnect.test/ws/chat/${room}/?token=${server.token(doctor.id)}`
    function Other(): ReactNode {
      return <Follower message={useReactUseWebSocket(url).lastMessage} />
    }
    await burst(<Other />)
    await annotate(`It saw ${seen.size} of ${BURST} messages, in ${commits} commits.`)
    expect(seen.size).toBe(BURST)
    expect(commits).toBeGreaterThanOrEqual(BURST)
  })
})

function seqOf(message: unknown): number | undefined {
  const frame: unknown = message instanceof MessageEvent ? JSON.parse(String(message.data)) : message
  if (typeof frame !== 'object' || frame === null || !('data' in frame)) return undefined
  const { data } = frame
  if (typeof data !== 'object' || data === null || !('seq' in data)) return undefined
  return typeof data.seq === 'number' ? data.seq : undefined
}
