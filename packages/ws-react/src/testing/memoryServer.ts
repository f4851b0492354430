import type { ChatMessage, Notification, PresenceStatus, User } from '@mediconnect/protocol'
import type { WebSocketClass } from '../transport/socket.ts'
import { DEFAULT_ROOMS, DEFAULT_USERS } from './defaults.ts'
import { createMemoryChat } from './memoryChat.ts'
import { createMemoryHttp } from './memoryHttp.ts'
import { createMemoryHub } from './memoryHub.ts'
import { createMemoryLimits, type MemoryLimitOptions } from './memoryLimits.ts'
import { createMemoryNotifications } from './memoryNotifications.ts'
import { createMemoryPresence } from './memoryPresence.ts'
import { createMemoryRooms, type MemoryRoom, type MemoryRoomOptions, type MessageContent } from './memoryRooms.ts'
import { createMemorySockets } from './memorySockets.ts'
import { createMemoryTokens } from './memoryTokens.ts'
import { createMemoryTyping } from './memoryTyping.ts'
import { createMemoryUploads } from './memoryUploads.ts'
import { createMemoryWebSocket, type Accept } from './memoryWebSocket.ts'

export interface MemoryServerOptions extends MemoryLimitOptions {
  /** @default a doctor, 123, and a patient, 456 */
  users?: readonly User[]
  /** @default `123_456`, the room of these two */
  rooms?: readonly MemoryRoomOptions[]
  /** @default Date.now */
  now?: () => number
}

/** What `<RealtimeProvider>` needs to reach a memory server as one of its users. */
export interface MemorySignIn {
  readonly url: string
  readonly currentUser: User
  readonly getToken: () => string
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
}

/**
 * An in-memory server that speaks the contract, to test screens and to drive stories:
 * `<RealtimeProvider {...server.as(123)}>`, or its msw handlers to msw.
 */
export interface MemoryServer {
  /** An address to give to the provider; nothing listens there. */
  readonly url: string
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
  /** The provider's props for a user. */
  as(userId: number): MemorySignIn
  /** A token for a user; `claims` add to or replace the usual ones. */
  token(userId: number, claims?: Readonly<Record<string, unknown>>): string
  /** Somebody writes. */
  say(userId: number, roomName: string, content: string | MessageContent): ChatMessage
  /** Somebody types, or stops; it stops by itself after 3 s. */
  type(userId: number, roomName: string, isTyping?: boolean): void
  /** Somebody read everything in a room. */
  read(userId: number, roomName: string): void
  /** Somebody is there or not, whatever sockets they have. */
  setPresence(userId: number, status: PresenceStatus): void
  notify(userId: number, notification: Partial<Notification>): Notification
  /** Somebody is let into a room. */
  join(userId: number, roomName: string): void
  /** Somebody is taken out of a room: it closes to them at once. */
  leave(userId: number, roomName: string): void
  /** What is stored in a room, oldest first. */
  messages(roomName: string): readonly ChatMessage[]
  /** Breaks all connections and refuses new ones and HTTP, until `restore`. */
  cut(): void
  restore(): void
  /** While held, nothing a client sends is answered. */
  hold(): void
  release(): void
  /** A socket dials; used by the adapters. */
  readonly accept: Accept
  /** An HTTP call arrives; used by the adapters. */
  answer(request: Request): Promise<Response>
}

const URL_OF_NOTHING = 'http://mediconnect.test'

/** Makes a clinic that lives in memory; see {@link MemoryServer}. */
export function createMemoryServer(options: MemoryServerOptions = {}): MemoryServer {
  const { users = DEFAULT_USERS, rooms: roomOptions = DEFAULT_ROOMS, now = Date.now } = options
  const hub = createMemoryHub()
  const rooms = createMemoryRooms(roomOptions, users, now)
  const presence = createMemoryPresence(hub, rooms, userOf, now)
  const typing = createMemoryTyping(hub, now)
  const uploads = createMemoryUploads()
  const chat = createMemoryChat({ hub, rooms, presence, typing, uploads, userOf, now })
  const notifications = createMemoryNotifications(hub, now)
  const tokens = createMemoryTokens(now)
  const limits = createMemoryLimits(options, now)
  const sockets = createMemorySockets({ hub, rooms, presence, chat, notifications, tokens, limits, users, now })
  const answer = createMemoryHttp({ identify, users, rooms, uploads, limits, presence, notifications })
  const WebSocket = createMemoryWebSocket(sockets.accept)

  function userOf(id: number): User {
    const user = users.find((other) => other.id === id)
    if (!user) throw new Error(`The memory server has no user ${id}. Add it to the users it is made with.`)
    return user
  }

  function roomOf(name: string): MemoryRoom {
    const room = rooms.get(name)
    if (!room) throw new Error(`The memory server has no room "${name}". Add it to the rooms it is made with.`)
    return room
  }

  function identify(request: Request): User | undefined {
    const identity = tokens.read(request.headers.get('Authorization')?.replace(/^Bearer +/i, '') ?? '')
    return users.find(({ id }) => id === identity?.userId)
  }

  async function answerIfReachable(request: Request): Promise<Response> {
    return sockets.isReachable() ? answer(request) : Response.error()
  }

  async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const response = await answerIfReachable(new Request(input, init))
    if (response.type === 'error') throw new TypeError('The memory server is cut off.')
    return response
  }

  const token = (userId: number, claims?: Readonly<Record<string, unknown>>): string =>
    tokens.sign(userOf(userId).id, claims)

  return {
    url: URL_OF_NOTHING,
    WebSocket,
    fetch: ask,
    as: (userId) => ({
      url: URL_OF_NOTHING,
      currentUser: userOf(userId),
      getToken: () => token(userId),
      WebSocket,
      fetch: ask,
    }),
    token,
    say: (userId, roomName, content) =>
      chat.publish(roomOf(roomName), userOf(userId), typeof content === 'string' ? { message: content } : content)
        .message,
    type: (userId, roomName, isTyping = true) =>
      isTyping ? typing.start(roomOf(roomName).name, userOf(userId)) : typing.stop(roomName, userOf(userId)),
    read: (userId, roomName) => {
      const room = roomOf(roomName)
      const newest = room.messages.at(-1)
      if (!newest) return
      for (const told of rooms.receipt(room, userId, 'read', newest.id, true)) hub.tellRoom(roomName, told)
    },
    setPresence: (userId, status) => presence.set(userId, status),
    notify: (userId, given) => notifications.add([userOf(userId).id], given),
    join: (userId, roomName) => rooms.join(roomOf(roomName), userId),
    leave: (userId, roomName) => {
      rooms.leave(roomOf(roomName), userId)
      sockets.expel(userId, roomName)
    },
    messages: (roomName) => roomOf(roomName).messages,
    cut: sockets.cut,
    restore: sockets.restore,
    hold: sockets.hold,
    release: sockets.release,
    accept: sockets.accept,
    answer: answerIfReachable,
  }
}
