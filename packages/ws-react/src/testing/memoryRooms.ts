import {
  type ChatMessage,
  type ChatServerFrameInput,
  directRoom,
  type MessageMetadata,
  type MessageType,
  otherUserId,
  parseRoom,
  Refusal,
  type Room,
  type User,
} from '@mediconnect/protocol'

/** A room the server is made with. */
export interface MemoryRoomOptions {
  name: string
  title?: string
  members: readonly number[]
}

export interface MemoryRoom {
  readonly name: string
  readonly title: string | undefined
  readonly members: ReadonlySet<number>
  readonly messages: readonly ChatMessage[]
}

/** A message somebody writes, where a text alone will not do. */
export interface MessageContent {
  message: string
  message_type?: MessageType
  metadata?: MessageMetadata
  client_id?: string | null
  /** Who is meant, when somebody who is not one of the two writes into their room. */
  receiver_id?: number | null
  /** @default now */
  timestamp?: string
}

export type StatusFrame = Extract<ChatServerFrameInput, { type: 'message_status' }>

/** Rooms and messages held in memory, with the rules of the contract: places without gaps, one message a `client_id`. */
export interface MemoryRooms {
  /** The room of that name. Throws unless the user may be in it now. */
  enter(name: string, userId: number): MemoryRoom
  get(name: string): MemoryRoom | undefined
  of(userId: number): readonly MemoryRoom[]
  /** Stores a message; the same `client_id` again gives the first one and `isNew: false`. */
  add(room: MemoryRoom, sender: User, content: MessageContent): { message: ChatMessage; isNew: boolean }
  /** Notes how far messages got with a user; gives the frames that tell of what is new. */
  receipt(room: MemoryRoom, userId: number, status: Receipt, messageId: number, upTo: boolean): StatusFrame[]
  /** What happened to messages up to `seq` since a client that has seen them was there. */
  missedReceipts(room: MemoryRoom, seq: number): StatusFrame[]
  unread(room: MemoryRoom, userId: number): number
  join(room: MemoryRoom, userId: number): void
  leave(room: MemoryRoom, userId: number): void
}

type Receipt = 'delivered' | 'read'
const RANK = { sent: 0, delivered: 1, read: 2 } as const

interface StoredRoom extends MemoryRoom {
  readonly members: Set<number>
  readonly messages: ChatMessage[]
  /** In the order in which they came, with the newest message there was then. */
  readonly receipts: { readonly atSeq: number; readonly seq: number; readonly data: StatusFrame['data'] }[]
  /** `userId status` → how many messages from the first on have got that far: none of them is looked at again. */
  readonly settled: Map<string, number>
}

export function createMemoryRooms(
  rooms: readonly MemoryRoomOptions[],
  users: readonly User[],
  now: () => number,
): MemoryRooms {
  const byName = new Map<string, StoredRoom>()
  for (const room of rooms) make(room)
  /** `messageId userId` → how far it got. */
  const reached = new Map<string, Receipt>()
  /** `senderId client_id` → where the message is. */
  const sent = new Map<string, { readonly room: StoredRoom; readonly seq: number }>()
  let lastId = 0

  const userOf = (id: number): User | undefined => users.find((user) => user.id === id)
  const timestamp = (): string => new Date(now()).toISOString()
  const statusOf = (messageId: number, userId: number) => reached.get(`${messageId} ${userId}`) ?? 'sent'

  function make({ name, title, members }: MemoryRoomOptions): StoredRoom {
    const room: StoredRoom = { name, title, members: new Set(members), messages: [], receipts: [], settled: new Map() }
    byName.set(name, room)
    return room
  }

  function enter(name: string, userId: number): StoredRoom {
    const parsed = parseRoom(name)
    const room = byName.get(name)
    const isPair = parsed?.kind === 'direct' && parsed.userIds.every(userOf)
    if (!parsed || (!room && !isPair)) throw new Refusal('WS_005', 'There is no such room.', {}, true)
    if (room ? maySee(room, userId) : mayMeet(parsed, userId)) return room ?? make(pairOf(parsed))
    throw new Refusal('WS_002', 'You are not in this room, or its treatment has ended.', {}, true)
  }

  function maySee(room: StoredRoom, userId: number): boolean {
    return room.members.has(userId) || isAdmin(userId)
  }

  /** A room of two that is not on the list is there when somebody opens it; a treatment would be on the list. */
  function mayMeet(room: Room, userId: number): boolean {
    if (isAdmin(userId)) return true
    if (room.kind !== 'direct' || !room.userIds.includes(userId)) return false
    const roles = room.userIds.map((id) => userOf(id)?.role)
    return !(roles.includes('doctor') && roles.includes('patient'))
  }

  function isAdmin(userId: number): boolean {
    return userOf(userId)?.role === 'admin'
  }

  function overall(room: MemoryRoom, message: ChatMessage): 'sent' | Receipt {
    const others = [...room.members].filter((id) => id !== message.sender.id).map((id) => statusOf(message.id, id))
    return others.reduce((least, status) => (RANK[status] < RANK[least] ? status : least), 'read')
  }

  function stored(room: MemoryRoom): StoredRoom {
    const found = byName.get(room.name)
    if (!found) throw new Error(`The room "${room.name}" is not one of this server's.`)
    return found
  }

  return {
    enter,
    get: (name) => byName.get(name),
    of: (userId) =>
      [...byName.values()]
        .filter(({ members }) => members.has(userId))
        .sort((a, b) => (b.messages.at(-1)?.id ?? 0) - (a.messages.at(-1)?.id ?? 0) || a.name.localeCompare(b.name)),
    add: (room, sender, content) => {
      const { messages } = stored(room)
      const key = `${sender.id} ${content.client_id}`
      const before = content.client_id ? sent.get(key) : undefined
      const known = before?.room.messages[before.seq - 1]
      if (known && known.room_name !== room.name) {
        throw new Refusal('WS_004', 'data.client_id was already used in another room. Make a new one for each message.')
      }
      if (known) return { message: known, isNew: false }
      const message: ChatMessage = {
        id: ++lastId,
        seq: messages.length + 1,
        room_name: room.name,
        sender,
        receiver: receiverOf(room.name, sender.id, content.receiver_id),
        message: content.message,
        message_type: content.message_type ?? 'text',
        metadata: content.metadata ?? {},
        client_id: content.client_id ?? null,
        timestamp: content.timestamp ?? timestamp(),
        is_read: false,
        status: 'sent',
      }
      messages.push(message)
      if (content.client_id) sent.set(key, { room: stored(room), seq: messages.length })
      return { message, isNew: true }
    },
    receipt: (room, userId, status, messageId, upTo) => {
      const { messages, receipts, members, settled } = stored(room)
      const index = messages.findLastIndex(({ id }) => id <= messageId)
      if (messages[index]?.id !== messageId) {
        throw new Refusal('WS_004', 'data.message_id is not a message of this room.')
      }
      // A moderating admin leaves no traces in a room of others.
      if (!members.has(userId)) return []
      const key = `${userId} ${status}`
      const from = upTo ? (settled.get(key) ?? 0) : index
      const concerned = messages.slice(from, index + 1).filter(({ sender }) => sender.id !== userId)
      if (upTo) settled.set(key, Math.max(from, index + 1))
      return concerned.flatMap((message): StatusFrame[] => {
        if (RANK[statusOf(message.id, userId)] >= RANK[status]) return []
        reached.set(`${message.id} ${userId}`, status)
        const all = overall(room, message)
        const seq = message.seq ?? 0
        messages[seq - 1] = { ...message, status: all, is_read: all === 'read' }
        const data = { message_id: message.id, status, overall: all, user_id: userId, timestamp: timestamp() }
        receipts.push({ atSeq: messages.length, seq, data })
        return [{ type: 'message_status', data }]
      })
    },
    missedReceipts: (room, upTo) => {
      const { messages, receipts } = stored(room)
      const missed = receipts.filter(({ atSeq, seq }) => atSeq >= upTo && seq <= upTo)
      return missed.map(({ seq, data }) => ({
        type: 'message_status',
        data: { ...data, overall: messages[seq - 1]?.status },
      }))
    },
    unread: ({ messages, members }, userId) =>
      members.has(userId)
        ? messages.filter(({ id, sender }) => sender.id !== userId && statusOf(id, userId) !== 'read').length
        : 0,
    join: (room, userId) => void stored(room).members.add(userId),
    leave: (room, userId) => void stored(room).members.delete(userId),
  }

  function receiverOf(name: string, senderId: number, named: number | null | undefined): User | null {
    const room = parseRoom(name)
    if (room?.kind !== 'direct') return null
    const id = otherUserId(room, senderId) ?? named
    return (id ? userOf(id) : undefined) ?? null
  }
}

function pairOf(room: Room): MemoryRoomOptions {
  const [low = 0, high = 0] = room.kind === 'direct' ? room.userIds : []
  return { name: directRoom(low, high), members: [low, high] }
}
