import { type ChatClientFrame, type ChatServerFrameInput, parseRoom, Refusal, type User } from '@mediconnect/protocol'
import { tell, type ChatSeat, type MemoryHub } from './memoryHub.ts'
import type { MemoryPresence } from './memoryPresence.ts'
import type { MemoryRoom, MemoryRooms, MessageContent } from './memoryRooms.ts'
import type { MemorySession } from './memorySession.ts'
import type { MemoryTyping } from './memoryTyping.ts'
import type { MemoryUploads } from './memoryUploads.ts'

export interface MemoryChatParts {
  readonly hub: MemoryHub
  readonly rooms: MemoryRooms
  readonly presence: MemoryPresence
  readonly typing: MemoryTyping
  readonly uploads: MemoryUploads
  readonly userOf: (id: number) => User
  readonly now: () => number
}

/** Where a client goes on, from its address. */
export interface ResumeFrom {
  readonly since: number | undefined
  readonly limit: number | undefined
}

/** What the chat sockets do. */
export interface MemoryChat {
  /** A socket joins a room: greets it, replays what it missed. */
  join(session: MemorySession, room: MemoryRoom, from: ResumeFrom): void
  handle(session: MemorySession, roomName: string, frame: ChatClientFrame): void
  leave(session: MemorySession): void
  /** Stores a message and tells the room, unless it is there already. */
  publish(room: MemoryRoom, sender: User, content: MessageContent): ReturnType<MemoryRooms['add']>
}

type SendMessage = Extract<ChatClientFrame, { type: 'send_message' }>['data']

export function createMemoryChat({ hub, rooms, presence, typing, uploads, userOf, now }: MemoryChatParts): MemoryChat {
  const timestamp = (): string => new Date(now()).toISOString()
  const seatOf = (session: MemorySession): ChatSeat | undefined =>
    [...hub.chats].find((seat) => seat.session === session)

  function join(session: MemorySession, room: MemoryRoom, { since, limit }: ResumeFrom): void {
    hub.chats.add({ session, roomName: room.name, declared: 'online' })
    const last = room.messages.length
    const from = Math.min(since ?? last, last)
    const isTruncated = limit !== undefined && last - from > limit
    tell(session, greeting(room, since !== undefined, limit === undefined ? undefined : isTruncated))
    if (since !== undefined) for (const frame of rooms.missedReceipts(room, from)) tell(session, frame)
    for (const data of room.messages.slice(isTruncated ? last - limit : from)) {
      tell(session, { type: 'chat_message', data })
    }
    presence.announce(session.userId)
  }

  function greeting({ name, members, messages }: MemoryRoom, isResumed: boolean, truncated?: boolean) {
    const active = [...new Set(hub.in(name).map(({ session }) => session.userId))]
    return {
      type: 'connection_status',
      data: {
        status: isResumed ? 'reconnected' : 'connected',
        timestamp: timestamp(),
        room_name: name,
        active_users: active.sort((a, b) => a - b),
        last_seq: messages.length,
        user_status: [...members].map((id) => ({ user: userOf(id), ...presence.of(id) })),
        truncated,
      },
    } satisfies ChatServerFrameInput
  }

  function publish(room: MemoryRoom, sender: User, content: MessageContent): ReturnType<MemoryRooms['add']> {
    const result = rooms.add(room, sender, content)
    if (!result.isNew) return result
    hub.tellRoom(room.name, { type: 'chat_message', data: result.message })
    typing.sent(room.name, sender)
    return result
  }

  function send(session: MemorySession, room: MemoryRoom, data: SendMessage): void {
    const receiver_id = receiverOf(room.name, session.userId, data.receiver_id)
    const { file_url } = data.metadata
    if (data.message_type === 'text' && data.message.trim() === '') {
      throw new Refusal('WS_004', 'data.message: expected a text that is not blank.')
    }
    if (file_url) uploads.check(file_url, room.name)
    else if (data.message_type !== 'text') {
      throw new Refusal('WS_004', `data.metadata.file_url: expected where the ${data.message_type} is.`)
    }
    const { message, isNew } = publish(room, userOf(session.userId), { ...data, receiver_id })
    if (!isNew) tell(session, { type: 'chat_message', data: message })
  }

  function handle(session: MemorySession, roomName: string, frame: ChatClientFrame): void {
    const user = userOf(session.userId)
    // Asked each time: what ends takes effect at once.
    const room = rooms.enter(roomName, user.id)
    switch (frame.type) {
      case 'send_message':
        requireOwn(frame.data.sender_id, user.id)
        return send(session, room, frame.data)
      case 'typing_start':
        requireOwn(frame.data.sender_id, user.id)
        return typing.start(roomName, user, session)
      case 'typing_stop':
        requireOwn(frame.data.sender_id, user.id)
        return typing.stop(roomName, user)
      case 'message_read':
        requireOwn(frame.data.reader_id, user.id)
        return mark('read', frame.data)
      case 'message_ack':
        return mark('delivered', frame.data)
      case 'presence_update': {
        const seat = seatOf(session)
        if (seat) seat.declared = frame.data.status
        return presence.announce(user.id)
      }
      case 'file_upload': {
        uploads.check(frame.data.file_url, roomName)
        const data = { ...frame.data, uploader: user.id, timestamp: timestamp() }
        return hub.tellRoom(roomName, { type: 'file_shared', data })
      }
      case 'heartbeat':
      case 'authenticate':
        return
      default:
        frame satisfies never
    }

    function mark(status: 'delivered' | 'read', { message_id, up_to }: { message_id: number; up_to: boolean }): void {
      for (const told of rooms.receipt(room, user.id, status, message_id, up_to)) hub.tellRoom(roomName, told)
    }
  }

  return {
    join,
    handle,
    publish,
    leave: (session) => {
      const seat = seatOf(session)
      if (seat) hub.chats.delete(seat)
      typing.gone(session)
      presence.announce(session.userId)
    },
  }
}

/** The sender is always the token's user; a frame that names another is refused. */
function requireOwn(id: number | null | undefined, userId: number): void {
  if (id == null || id === userId) return
  throw new Refusal('WS_002', 'The sender is the user of the token; the frame names another.')
}

function receiverOf(roomName: string, senderId: number, named: number | null | undefined): number | null {
  const room = parseRoom(roomName)
  if (room?.kind !== 'direct') return null
  if (named == null) throw new Refusal('WS_004', 'data.receiver_id: expected the other user of this room.')
  if (named !== senderId && room.userIds.includes(named)) return named
  throw new Refusal('WS_006', 'data.receiver_id is not the other user of this room.')
}
