import {
  otherUserId,
  parseRoom,
  type ChatMessage,
  type ChatServerFrameInput,
  type MessageMetadata,
  type MessageType,
  type User,
} from '@mediconnect/protocol'

export interface MemoryRoom {
  readonly name: string
  readonly title?: string
  readonly members: readonly number[]
  readonly messages: ChatMessage[]
}

export interface MessageContent {
  message: string
  message_type?: MessageType
  metadata?: MessageMetadata
  client_id?: string | null
  /** @default now */
  timestamp?: string
}

type Receipt = 'delivered' | 'read'
const RANK = { sent: 0, delivered: 1, read: 2 } as const

/** Rooms and messages held in memory, with the rules of the contract: places without gaps, one message a `client_id`. */
export interface MemoryRooms {
  get(name: string): MemoryRoom | undefined
  of(userId: number): readonly MemoryRoom[]
  /** Stores a message; the same `client_id` again gives the first one and `isNew: false`. */
  add(room: MemoryRoom, sender: User, content: MessageContent): { message: ChatMessage; isNew: boolean }
  /** Notes how far messages got with a user; gives the frames that tell of what is new. */
  receipt(room: MemoryRoom, userId: number, status: Receipt, messageId: number, upTo: boolean): ChatServerFrameInput[]
  unread(room: MemoryRoom, userId: number): number
}

export function createMemoryRooms(
  rooms: readonly Omit<MemoryRoom, 'messages'>[],
  userOf: (id: number) => User,
): MemoryRooms {
  const byName = new Map<string, MemoryRoom>(rooms.map((room) => [room.name, { ...room, messages: [] }]))
  /** `messageId userId` → how far it got. */
  const receipts = new Map<string, Receipt>()
  let lastId = 0

  const statusOf = (messageId: number, userId: number) => receipts.get(`${messageId} ${userId}`) ?? 'sent'

  function overall(room: MemoryRoom, message: ChatMessage): 'sent' | Receipt {
    const others = room.members.filter((id) => id !== message.sender.id).map((id) => statusOf(message.id, id))
    return others.reduce((least, status) => (RANK[status] < RANK[least] ? status : least), 'read')
  }

  return {
    get: (name) => byName.get(name),
    of: (userId) => [...byName.values()].filter((room) => room.members.includes(userId)),
    add: (room, sender, content) => {
      const known = content.client_id
        ? room.messages.find(({ client_id, sender: { id } }) => client_id === content.client_id && id === sender.id)
        : undefined
      if (known) return { message: known, isNew: false }
      const parsed = parseRoom(room.name)
      const receiver = parsed ? otherUserId(parsed, sender.id) : undefined
      const message: ChatMessage = {
        id: ++lastId,
        seq: room.messages.length + 1,
        room_name: room.name,
        sender,
        receiver: receiver === undefined ? null : userOf(receiver),
        message: content.message,
        message_type: content.message_type ?? 'text',
        metadata: content.metadata ?? {},
        client_id: content.client_id,
        timestamp: content.timestamp ?? new Date().toISOString(),
        is_read: false,
        status: 'sent',
      }
      room.messages.push(message)
      return { message, isNew: true }
    },
    receipt: (room, userId, status, messageId, upTo) => {
      const concerned = room.messages.filter(
        ({ id, sender }) => sender.id !== userId && (id === messageId || (upTo && id < messageId)),
      )
      return concerned.flatMap((message): ChatServerFrameInput[] => {
        if (RANK[statusOf(message.id, userId)] >= RANK[status]) return []
        receipts.set(`${message.id} ${userId}`, status)
        const all = overall(room, message)
        room.messages[message.seq === undefined ? -1 : message.seq - 1] = {
          ...message,
          status: all,
          is_read: all === 'read',
        }
        const data = {
          message_id: message.id,
          status,
          overall: all,
          user_id: userId,
          timestamp: new Date().toISOString(),
        }
        return [{ type: 'message_status', data }]
      })
    },
    unread: (room, userId) =>
      room.messages.filter(({ id, sender }) => sender.id !== userId && statusOf(id, userId) !== 'read').length,
  }
}
