import {
  chatClientFrames,
  encodeFrame,
  ERRORS,
  notificationClientFrames,
  NotificationSchema,
  parseFrame,
  parseRoom,
  type ChatMessage,
  type ChatServerFrameInput,
  type ErrorCode,
  type Notification,
  type NotificationServerFrameInput,
  type PresenceStatus,
  type User,
} from '@mediconnect/protocol'
import * as v from 'valibot'
import type { WebSocketClass } from '../transport/socket.ts'
import { answerHttp } from './memoryHttp.ts'
import { createMemoryRooms, type MemoryRoom, type MemoryRooms, type MessageContent } from './memoryRooms.ts'
import { createMemoryWebSocket, type AcceptedSocket, type Peer } from './memoryWebSocket.ts'

export interface MemoryServerOptions {
  users: readonly User[]
  rooms: readonly Omit<MemoryRoom, 'messages'>[]
}

/**
 * An in-memory server that speaks the contract, to test screens and to drive stories:
 * give its `WebSocket` and `fetch` to `<RealtimeProvider>`, or its msw handlers to msw.
 */
export interface MemoryServer {
  /** An address to give to the provider; nothing listens there. */
  readonly url: string
  readonly WebSocket: WebSocketClass
  readonly fetch: typeof fetch
  /** A token for a user. */
  token(userId: number): string
  /** Somebody writes. */
  say(userId: number, roomName: string, content: string | MessageContent): ChatMessage
  /** Somebody types, or stops. */
  type(userId: number, roomName: string, isTyping?: boolean): void
  /** Somebody read everything in a room. */
  read(userId: number, roomName: string): void
  setPresence(userId: number, status: PresenceStatus): void
  notify(userId: number, notification: Partial<Notification>): Notification
  /** Breaks all connections and refuses new ones and HTTP, until `restore`. */
  cut(): void
  restore(): void
  /** While held, nothing a client sends is answered. */
  hold(): void
  release(): void
  /** A socket dials; used by the adapters. */
  accept(url: string, protocols: readonly string[], peer: Peer): AcceptedSocket | undefined
  /** An HTTP call arrives; used by the adapters. */
  answer(request: Request): Promise<Response>
}

interface ChatSocket {
  readonly peer: Peer
  readonly userId: number
  readonly roomName: string
}

interface NotificationSocket {
  readonly peer: Peer
  readonly userId: number
}

const URL_OF_NOTHING = 'http://mediconnect.test'

export function createMemoryServer({ users, rooms: roomList }: MemoryServerOptions): MemoryServer {
  const userOf = (id: number): User => {
    const user = users.find((other) => other.id === id)
    if (!user) throw new Error(`The memory server has no user ${id}. Add it to the users it is made with.`)
    return user
  }
  const rooms: MemoryRooms = createMemoryRooms(roomList, userOf)
  const notifications = new Map<number, Notification[]>()
  const declared = new Map<number, PresenceStatus>()
  const chatSockets = new Set<ChatSocket>()
  const notificationSockets = new Set<NotificationSocket>()
  const files = new Map<string, Blob>()
  let reachable = true
  let held: (() => void)[] | undefined

  const now = (): string => new Date().toISOString()
  const inRoom = (roomName: string): ChatSocket[] => [...chatSockets].filter((socket) => socket.roomName === roomName)
  const presenceOf = (userId: number): PresenceStatus =>
    declared.get(userId) ?? ([...chatSockets].some((socket) => socket.userId === userId) ? 'online' : 'offline')

  function roomOf(name: string): MemoryRoom {
    const room = rooms.get(name)
    if (!room) throw new Error(`The memory server has no room "${name}". Add it to the rooms it is made with.`)
    return room
  }

  function broadcast(roomName: string, frame: ChatServerFrameInput, except?: number): void {
    const text = encodeFrame({ type: frame.type, data: frame.data })
    for (const socket of inRoom(roomName)) if (socket.userId !== except) socket.peer.send(text)
  }

  function tell(userId: number, frame: NotificationServerFrameInput): void {
    const text = encodeFrame({ type: frame.type, data: frame.data })
    for (const socket of notificationSockets) if (socket.userId === userId) socket.peer.send(text)
  }

  function refuse(peer: Peer, code: ErrorCode, details: string, about: { client_id?: string } = {}): void {
    const data = { code, message: ERRORS[code].message, details, timestamp: now(), ...about }
    peer.send(encodeFrame({ type: 'error', data }))
  }

  function tellPresence(userId: number): void {
    const frame: ChatServerFrameInput = {
      type: 'presence_status',
      data: { user: userOf(userId), status: presenceOf(userId), last_seen: now() },
    }
    for (const room of rooms.of(userId)) broadcast(room.name, frame)
  }

  function unreadCount(userId: number): NotificationServerFrameInput {
    const unread = (notifications.get(userId) ?? []).filter(({ read_at }) => !read_at)
    const by_type: Record<string, number> = {}
    for (const { notification_type: type } of unread) by_type[type] = (by_type[type] ?? 0) + 1
    return { type: 'unread_count_update', data: { total_unread: unread.length, by_type, timestamp: now() } }
  }

  function publish(room: MemoryRoom, sender: User, content: MessageContent): { message: ChatMessage; isNew: boolean } {
    const result = rooms.add(room, sender, content)
    if (result.isNew) broadcast(room.name, { type: 'chat_message', data: result.message })
    return result
  }

  function openChat(socket: ChatSocket, since: number | undefined): AcceptedSocket {
    const { peer, userId } = socket
    const room = roomOf(socket.roomName)
    chatSockets.add(socket)
    const status: ChatServerFrameInput = {
      type: 'connection_status',
      data: {
        status: since === undefined ? 'connected' : 'reconnected',
        timestamp: now(),
        room_name: room.name,
        active_users: [...new Set(inRoom(room.name).map((other) => other.userId))],
        last_seq: room.messages.length,
        user_status: room.members.map((id) => ({ user: userOf(id), status: presenceOf(id), last_seen: now() })),
      },
    }
    peer.send(encodeFrame({ type: status.type, data: status.data }))
    if (since !== undefined) {
      for (const data of room.messages.slice(since)) peer.send(encodeFrame({ type: 'chat_message', data }))
    }
    tellPresence(userId)
    return {
      receive: (text) => receiveChat(socket, room, text),
      closed: () => {
        chatSockets.delete(socket)
        tellPresence(userId)
      },
    }
  }

  function receiveChat({ peer, userId }: ChatSocket, room: MemoryRoom, text: string): void {
    const parsed = parseFrame(chatClientFrames, text)
    if (!parsed.ok) return refuse(peer, 'WS_004', parsed.problem.message, { client_id: parsed.problem.client_id })
    const { frame } = parsed
    switch (frame.type) {
      case 'send_message': {
        const { message, isNew } = publish(room, userOf(userId), frame.data)
        if (!isNew) peer.send(encodeFrame({ type: 'chat_message', data: message }))
        return
      }
      case 'typing_start':
      case 'typing_stop': {
        const data = { user: userOf(userId), is_typing: frame.type === 'typing_start', timestamp: now() }
        return broadcast(room.name, { type: 'typing_notification', data }, userId)
      }
      case 'message_read':
      case 'message_ack': {
        const status = frame.type === 'message_read' ? 'read' : 'delivered'
        const { message_id, up_to } = frame.data
        for (const told of rooms.receipt(room, userId, status, message_id, up_to)) broadcast(room.name, told)
        return
      }
      case 'presence_update':
        declared.set(userId, frame.data.status)
        return tellPresence(userId)
      case 'file_upload':
        return broadcast(room.name, {
          type: 'file_shared',
          data: { ...frame.data, uploader: userId, timestamp: now() },
        })
      case 'heartbeat':
        return peer.send(encodeFrame({ type: 'heartbeat', data: { timestamp: now() } }))
      case 'authenticate':
        return
      default:
        frame satisfies never
    }
  }

  function receiveNotifications({ peer, userId }: NotificationSocket, text: string): void {
    const parsed = parseFrame(notificationClientFrames, text)
    if (!parsed.ok) return refuse(peer, 'WS_004', parsed.problem.message)
    const { frame } = parsed
    const list = notifications.get(userId) ?? []
    switch (frame.type) {
      case 'mark_read': {
        const { notification_id } = frame.data
        const read_at = now()
        notifications.set(
          userId,
          list.map((item) => (item.id === notification_id ? { ...item, read_at } : item)),
        )
        tell(userId, { type: 'notification_read', data: { notification_id, read_at } })
        return tell(userId, unreadCount(userId))
      }
      case 'mark_all_read':
      case 'delete_all': {
        const { notification_type } = frame.data
        const concerned = list.filter(
          (item) => notification_type == null || item.notification_type === notification_type,
        )
        const rest = list.filter((item) => !concerned.includes(item))
        const read = concerned.map((item) => ({ ...item, read_at: item.read_at ?? now() }))
        notifications.set(userId, frame.type === 'delete_all' ? rest : [...rest, ...read])
        const data = { action: frame.type, affected_count: concerned.length, notification_type, timestamp: now() }
        tell(userId, { type: 'bulk_update', data })
        return tell(userId, unreadCount(userId))
      }
      case 'heartbeat':
        return peer.send(encodeFrame({ type: 'heartbeat', data: { timestamp: now() } }))
      case 'subscribe':
      case 'authenticate':
        return
      default:
        frame satisfies never
    }
  }

  function accept(address: string, protocols: readonly string[], peer: Peer): AcceptedSocket | undefined {
    if (!reachable) return undefined
    const url = new URL(address)
    const bearer = protocols.find((protocol) => protocol.startsWith('bearer.'))?.slice('bearer.'.length)
    const userId = userIdOf(bearer ?? url.searchParams.get('token') ?? '')
    const deny = (code: ErrorCode, details: string): AcceptedSocket => {
      refuse(peer, code, details)
      peer.close(ERRORS[code].closeCode)
      return { receive: () => undefined, closed: () => undefined }
    }
    if (userId === undefined) return deny('WS_001', 'The token is not one of this server.')
    if (url.pathname === '/ws/notifications/') {
      const socket = { peer, userId }
      notificationSockets.add(socket)
      const count = unreadCount(userId)
      peer.send(encodeFrame({ type: count.type, data: count.data }))
      return {
        receive: (text) => whenReleased(() => receiveNotifications(socket, text)),
        closed: () => void notificationSockets.delete(socket),
      }
    }
    const roomName = /^\/ws\/chat\/([^/]+)\/$/.exec(url.pathname)?.[1] ?? ''
    const room = parseRoom(roomName) && rooms.get(roomName)
    if (!room) return deny('WS_005', `There is no room "${roomName}".`)
    if (!room.members.includes(userId)) return deny('WS_002', 'You are not a member of this room.')
    const since = url.searchParams.get('since')
    const accepted = openChat({ peer, userId, roomName }, since === null ? undefined : Number(since))
    return { receive: (text) => whenReleased(() => accepted.receive(text)), closed: accepted.closed }
  }

  function whenReleased(work: () => void): void {
    if (held) held.push(work)
    else work()
  }

  async function answer(request: Request): Promise<Response> {
    if (!reachable) return Response.error()
    const userId = userIdOf(request.headers.get('Authorization')?.replace(/^Bearer /, '') ?? '')
    return answerHttp(request, { userId, rooms, files, presenceOf, userOf, notifications })
  }

  const server: MemoryServer = {
    url: URL_OF_NOTHING,
    WebSocket: createMemoryWebSocket((...dial) => accept(...dial)),
    fetch: async (input, init) => {
      const response = await answer(new Request(input, init))
      if (response.type === 'error') throw new TypeError('The memory server is cut off.')
      return response
    },
    token: (userId) => `e30.${btoa(JSON.stringify({ user_id: userOf(userId).id }))}.memory`,
    say: (userId, roomName, content) =>
      publish(roomOf(roomName), userOf(userId), typeof content === 'string' ? { message: content } : content).message,
    type: (userId, roomName, isTyping = true) => {
      const data = { user: userOf(userId), is_typing: isTyping, timestamp: now() }
      broadcast(roomName, { type: 'typing_notification', data }, userId)
    },
    read: (userId, roomName) => {
      const room = roomOf(roomName)
      const newest = room.messages.at(-1)
      if (newest) for (const told of rooms.receipt(room, userId, 'read', newest.id, true)) broadcast(roomName, told)
    },
    setPresence: (userId, status) => {
      declared.set(userId, status)
      tellPresence(userId)
    },
    notify: (userId, given) => {
      const data = v.parse(NotificationSchema, {
        id: crypto.randomUUID(),
        notification_type: 'system',
        title: 'Notification',
        message: 'Something happened',
        priority: 'medium',
        created_at: now(),
        ...given,
      })
      notifications.set(userId, [...(notifications.get(userId) ?? []), data])
      tell(userId, { type: 'new_notification', data })
      tell(userId, unreadCount(userId))
      return data
    },
    cut: () => {
      reachable = false
      for (const { peer } of [...chatSockets, ...notificationSockets]) peer.close(1006)
    },
    restore: () => {
      reachable = true
    },
    hold: () => {
      held ??= []
    },
    release: () => {
      const waiting = held ?? []
      held = undefined
      for (const work of waiting) work()
    },
    accept,
    answer,
  }

  function userIdOf(token: string): number | undefined {
    try {
      const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
      const id = typeof claims === 'object' && claims && 'user_id' in claims ? claims.user_id : undefined
      return users.find((user) => user.id === id)?.id
    } catch {
      return undefined
    }
  }
  return server
}
