import { parseRoom, TYPING_STOP_MS, type User } from '@mediconnect/protocol'
import type { WebSocketClass } from '../src/index.ts'
import { createMemoryWebSocket, type AcceptedSocket, type Peer } from '../src/testing/memoryWebSocket.ts'
import { createBareNotifications, type Tell } from './bareNotifications.ts'
import { doctor, nurse, patient } from './people.ts'

interface BareMessage {
  readonly id: number
  readonly room: string
  readonly sender: User
  readonly message: string
  readonly timestamp: string
  is_read: boolean
}

interface BareFrame {
  readonly type: string
  readonly data: Record<string, unknown>
}

/**
 * A server that knows only websockets-module.md: no seq, no client_id, no ranges, no resume, no counts over HTTP, no
 * answer to a heartbeat, and an error for every frame that the page does not name.
 */
export interface BareServer {
  readonly url: string
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
  token(userId: number): string
  /** Every frame a client sent, in order. */
  readonly received: readonly BareFrame[]
  /** Texts stored, in order. */
  readonly texts: readonly string[]
  /** Somebody writes into {@link BARE_ROOM}. @default the patient */
  say(text: string, sender?: User): void
  type(user: User): void
  /** Somebody read everything in {@link BARE_ROOM}. */
  read(user: User): void
  notify(userId: number, title: string): void
  error(code: string): void
  /** Stores what comes, but its echo gets lost. */
  muteEchoes(): void
  cut(): void
  restore(): void
}

export const BARE_ROOM = '123_456'

const PEOPLE = [doctor, patient, nurse]
const ROOMS: Readonly<Record<string, readonly number[]>> = {
  [BARE_ROOM]: [doctor.id, patient.id],
  clinic_1: [doctor.id, nurse.id],
}

export function createBareServer(): BareServer {
  const messages: BareMessage[] = []
  const seats = new Set<{ readonly user: User; readonly room: string; readonly tell: Tell; close(): void }>()
  const received: BareFrame[] = []
  const notifications = createBareNotifications()
  let isReachable = true
  let isMute = false

  const now = (): string => new Date().toISOString()
  const tellRoom = (room: string, type: string, data: object): void => {
    for (const seat of seats) if (seat.room === room) seat.tell(type, data)
  }

  function store(room: string, sender: User, message: string): void {
    const stored = { id: messages.length + 1, room, sender, message, timestamp: now(), is_read: false }
    messages.push(stored)
    if (!isMute) tellRoom(room, 'chat_message', asWritten(stored))
  }

  /** The page's handler waits, then stops it: whoever stopped before is stopped once more. */
  function type(room: string, user: User): void {
    tellRoom(room, 'typing_notification', { user: brief(user), is_typing: true, timestamp: now() })
    setTimeout(() => stopTyping(room, user), TYPING_STOP_MS)
  }

  function stopTyping(room: string, user: User): void {
    tellRoom(room, 'typing_notification', { user: brief(user), is_typing: false, timestamp: now() })
  }

  function mark(room: string, user: User, messageId: unknown, status: 'delivered' | 'read'): void {
    const message = messages.find(({ id }) => id === messageId)
    if (!message) return
    if (status === 'read') message.is_read = true
    tellRoom(room, 'message_status', { message_id: message.id, status, timestamp: now(), user_id: user.id })
  }

  function tellPresence(room: string, user: User, status: unknown): void {
    tellRoom(room, 'presence_status', { user: brief(user), status, last_seen: now() })
  }

  function receiveChat(room: string, user: User, { type: name, data }: BareFrame, tell: Tell): void {
    switch (name) {
      case 'send_message':
        return store(room, user, String(data.message))
      case 'typing_start':
        return type(room, user)
      case 'typing_stop':
        return stopTyping(room, user)
      case 'message_read':
        return mark(room, user, data.message_id, 'read')
      case 'message_ack':
        return mark(room, user, data.message_id, 'delivered')
      case 'presence_update':
        return tellPresence(room, user, data.status)
      case 'file_upload':
        return tellRoom(room, 'file_shared', { ...data, uploader: user.id, timestamp: now() })
      default:
        return tell('error', { code: 'INVALID_MESSAGE_TYPE', message: 'Unknown type', timestamp: now() })
    }
  }

  function joinChat(room: string, user: User, tell: Tell, close: () => void): AcceptedSocket {
    const seat = { user, room, tell, close }
    seats.add(seat)
    const active = [...seats].filter((other) => other.room === room).map((other) => other.user.id)
    tell('connection_status', { status: 'connected', timestamp: now(), room_name: room, active_users: active })
    tellPresence(room, user, 'online')
    return {
      receive: (text) => receiveChat(room, user, note(text), tell),
      closed: () => {
        seats.delete(seat)
        tellPresence(room, user, 'offline')
      },
    }
  }

  function joinNotifications(user: User, tell: Tell): AcceptedSocket {
    const { receive, leave } = notifications.join(user.id, tell)
    return {
      receive: (text) => {
        const { type: name, data } = note(text)
        if (receive(name, data)) return
        tell('error', { code: 'INVALID_MESSAGE_TYPE', message: 'Unknown type', timestamp: now() })
      },
      closed: leave,
    }
  }

  function note(text: string): BareFrame {
    const frame = readFrame(text)
    received.push(frame)
    return frame
  }

  /** Nobody is told why: the page's server closes before it accepts. */
  function accept(address: string, _protocols: readonly string[], peer: Peer): AcceptedSocket | undefined {
    const { pathname, searchParams } = new URL(address)
    const user = userOf(searchParams.get('token'))
    if (!isReachable || !user) return undefined
    const tell: Tell = (name, data) => peer.send(JSON.stringify({ type: name, data }))
    if (pathname === '/ws/notifications/') return joinNotifications(user, tell)
    const room = /^\/ws\/chat\/([^/]+)\/$/.exec(pathname)?.[1] ?? ''
    return ROOMS[room]?.includes(user.id) ? joinChat(room, user, tell, () => peer.close(1006)) : undefined
  }

  function ask(input: RequestInfo | URL): Promise<Response> {
    if (!isReachable) return Promise.reject(new TypeError('cut'))
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
    const room = /^\/api\/rooms\/([^/]+)\/messages\/$/.exec(pathname)?.[1]
    if (room === undefined) return Promise.resolve(new Response('Not Found', { status: 404 }))
    const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('page_size') ?? 50)]
    const newestFirst = messages.filter((message) => message.room === room).reverse()
    return Promise.resolve(Response.json(newestFirst.slice((page - 1) * size, page * size).map(asWritten)))
  }

  return {
    url: 'http://bare.test',
    WebSocket: createMemoryWebSocket(accept),
    fetch: ask,
    token: (userId) => `bare-${userId}`,
    received,
    get texts() {
      return messages.map(({ message }) => message)
    },
    say: (text, sender = patient) => store(BARE_ROOM, sender, text),
    type: (user) => type(BARE_ROOM, user),
    read: (user) => {
      for (const { id, room, sender, is_read } of messages) {
        if (room === BARE_ROOM && sender.id !== user.id && !is_read) mark(room, user, id, 'read')
      }
    },
    notify: (userId, title) => notifications.notify(userId, title),
    error: (code) => tellRoom(BARE_ROOM, 'error', { code, message: code, details: '', timestamp: now() }),
    muteEchoes: () => {
      isMute = true
    },
    cut: () => {
      isReachable = false
      for (const seat of seats) seat.close()
    },
    restore: () => {
      isReachable = true
      isMute = false
    },
  }
}

function userOf(token: string | null): User | undefined {
  return PEOPLE.find(({ id }) => token === `bare-${id}`)
}

const brief = ({ id, username, first_name }: User): object => ({ id, username, first_name })

/** A message with the fields of the page, and no others. */
function asWritten({ room, sender, ...message }: BareMessage): object {
  const parsed = parseRoom(room)
  const ids: readonly number[] = parsed?.kind === 'direct' ? parsed.userIds : []
  const receiver = PEOPLE.find(({ id }) => id !== sender.id && ids.includes(id))
  return { ...message, sender, receiver, message_type: 'text', metadata: {} }
}

function readFrame(text: string): BareFrame {
  const frame: unknown = JSON.parse(text)
  if (typeof frame !== 'object' || !frame || !('type' in frame)) throw new Error(`The client sent no frame: ${text}`)
  const data = 'data' in frame && typeof frame.data === 'object' && frame.data ? frame.data : {}
  return { type: String(frame.type), data: { ...data } }
}
