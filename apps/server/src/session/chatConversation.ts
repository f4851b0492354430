import { chatClientFrames, type ChatServerFrame, type PresenceStatus, type Room } from '@mediconnect/protocol'
import { accessRefusal, canJoin } from '../auth/access.ts'
import { roomChannel, type ChannelEvent } from '../broadcast/channelLayer.ts'
import { handleChatFrame } from '../handlers/chat.ts'
import { receiptFrame } from '../receiptFrame.ts'
import { Refusal } from '../refusal.ts'
import type { RoomRecord, UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import { createDispatch } from './dispatch.ts'
import type { Services } from './services.ts'
import type { Conversation, SessionHandle } from './session.ts'

/** Messages and receipts read from the store at once while catching up. */
const CATCH_UP_PAGE = 100
/** Frames that are stored nowhere, kept for a peer that cannot get them now. */
const MAX_HELD_NOTICES = 100

interface Options {
  readonly session: SessionHandle
  readonly services: Services
  readonly room: Room
  /** The last seq the client has seen, when it resumes. */
  readonly since: number | undefined
  readonly limit: number | undefined
}

/** Receipts about messages up to `seq`, from the one after `after`. */
interface MissedReceipts {
  readonly seq: number
  readonly upTo: number
  after: number
}

/**
 * A socket in a room. Whatever happens – a resume, an expired token, a gap – goes one way: while it is behind, live
 * messages are only noted; it reads on from the store until nothing newer is known, and from then on it is live.
 */
export function createChatConversation({ session, services, room, since, limit }: Options): Conversation {
  const { store, broadcaster, presence, typing, now } = services
  const channel = roomChannel(room.name)
  const subscriber = { userId: session.user.id, deliver }
  const told = new Map<number, PresenceStatus>()
  let members: readonly UserRecord[] = []
  const notices: string[] = []
  let missed: MissedReceipts | undefined
  let catchUps = 0
  let isGreeted = false
  let isLive = false
  let isLeft = false
  let sentSeq = 0
  let sentReceipt = 0
  let knownSeq = 0
  let knownReceipt = 0

  async function start(): Promise<void> {
    await requireAccess()
    const opened = await store.rooms.open(room)
    if (!opened) throw new Refusal('WS_005', 'There is no such room.')
    await broadcaster.join(channel, subscriber)
    if (isLeft) return broadcaster.leave(channel, subscriber)
    presence.connect(session.user.id, session.socketId, 'chat', room.name)
    sentReceipt = await store.receipts.newest(room.name)
    const record = (await store.rooms.open(room)) ?? opened
    members = record.members
    const from = Math.min(since ?? record.last_seq, record.last_seq)
    const isTruncated = limit !== undefined && record.last_seq - from > limit
    sentSeq = isTruncated ? record.last_seq - limit : from
    if (!session.isOpen()) return
    session.send(greeting(record, isTruncated))
    isGreeted = true
    if (since !== undefined) missed = { seq: from, after: 0, upTo: sentReceipt }
    await catchUp()
  }

  function greeting(record: RoomRecord, isTruncated: boolean): ChatServerFrame {
    const user_status = record.members.map((member) => {
      const status = presence.statusOf(member.id)
      told.set(member.id, status)
      return { user: wireUser(member), status, last_seen: status === 'offline' ? member.last_seen : timestamp() }
    })
    return {
      type: 'connection_status',
      data: {
        status: since === undefined ? 'connected' : 'reconnected',
        timestamp: timestamp(),
        room_name: room.name,
        active_users: activeUsers(),
        last_seq: record.last_seq,
        user_status,
        ...(limit === undefined ? {} : { truncated: isTruncated }),
      },
    }
  }

  function activeUsers(): number[] {
    const ids = [...broadcaster.subscribers(channel)].map((each) => each.userId)
    return [...new Set(ids)].sort((a, b) => a - b)
  }

  async function catchUp(): Promise<void> {
    isLive = false
    const run = ++catchUps
    const isCurrent = () => session.isOpen() && run === catchUps
    while (isCurrent()) {
      const hasRead = missed ? await sendMissed(missed, isCurrent) : await sendNewer(isCurrent)
      if (!isCurrent()) return
      if (!hasRead && !missed && knownSeq <= sentSeq && knownReceipt <= sentReceipt) break
      if (!hasRead) missed = undefined
      await session.drained()
    }
    if (!isCurrent()) return
    isLive = true
    for (const text of notices.splice(0)) session.sendText(text)
    await sendChangedPresence()
  }

  /** One page of what changed, while the client was away, about messages it has. */
  async function sendMissed(range: MissedReceipts, isCurrent: () => boolean): Promise<boolean> {
    const receipts = await store.receipts.missed(room.name, range.seq, range.after, range.upTo, CATCH_UP_PAGE)
    if (!isCurrent()) return false
    for (const receipt of receipts) {
      session.send(receiptFrame(receipt))
      range.after = receipt.id
    }
    return receipts.length > 0
  }

  /** One page of what this socket has not got yet. */
  async function sendNewer(isCurrent: () => boolean): Promise<boolean> {
    const messages = await store.messages.after(room.name, sentSeq, CATCH_UP_PAGE)
    if (!isCurrent()) return false
    for (const message of messages) {
      session.send({ type: 'chat_message', data: message } satisfies ChatServerFrame)
      if (!session.isOpen()) return false
      sentSeq = message.seq
      // Large messages: a page of them is more than a peer may be behind.
      await session.drained()
      if (!isCurrent()) return false
    }
    const receipts = await store.receipts.after(room.name, sentReceipt, CATCH_UP_PAGE)
    if (!isCurrent()) return false
    for (const receipt of receipts) {
      session.send(receiptFrame(receipt))
      if (!session.isOpen()) return false
      sentReceipt = receipt.id
    }
    return messages.length + receipts.length > 0
  }

  /** Presence passes by while the socket is behind; afterwards it gets what is different from what it knows. */
  async function sendChangedPresence(): Promise<void> {
    const changed = members.filter((member) => presence.statusOf(member.id) !== told.get(member.id))
    if (changed.length === 0) return
    const users = await store.users.findMany(changed.map((member) => member.id))
    for (const user of users) {
      const status = presence.statusOf(user.id)
      const last_seen = status === 'offline' ? user.last_seen : timestamp()
      told.set(user.id, status)
      session.send({
        type: 'presence_status',
        data: { user: wireUser(user), status, last_seen },
      } satisfies ChatServerFrame)
    }
  }

  function deliver(event: ChannelEvent): void {
    const isReady = isLive && session.isOpen()
    switch (event.kind) {
      case 'message':
        if (!isReader(event.reader_ids)) return
        knownSeq = Math.max(knownSeq, event.seq)
        if (!isReady || event.seq <= sentSeq) return
        // A gap: something was lost between the processes. The store has it.
        if (event.seq > sentSeq + 1) return void catchUp().catch(onFault)
        session.sendText(event.text)
        if (session.isOpen()) sentSeq = event.seq
        return
      case 'receipts':
        knownReceipt = Math.max(knownReceipt, event.newest)
        if (!isReady || event.newest <= sentReceipt) return
        for (const text of event.texts) session.sendText(text)
        if (session.isOpen()) sentReceipt = event.newest
        return
      case 'presence':
        if (!isReady) return
        told.set(event.user_id, event.status)
        return session.sendText(event.text)
      case 'typing':
        if (isReady && event.user_id !== session.user.id) session.sendText(event.text)
        return
      case 'notice':
        if (event.reader_ids && !isReader(event.reader_ids)) return
        if (isReady) return session.sendText(event.text)
        notices.push(event.text)
        if (notices.length > MAX_HELD_NOTICES) session.drop('Too much was missed; resume.')
        return
      case 'notification':
      case 'unread':
        // Only for users, never for rooms.
        return
    }
  }

  /** Whether the room is still open to this user; if not, the socket is closed before it sees more. */
  function isReader(readerIds: readonly number[]): boolean {
    if (readerIds.includes(session.user.id) || session.user.role === 'admin') return true
    session.refuse(new Refusal('WS_002', 'You are no longer in this room.'))
    return false
  }

  function onFault(error: unknown): void {
    services.log.error({ err: error, user_id: session.user.id }, 'Catching up failed')
    session.drop('The server could not read on; resume.')
  }

  async function requireAccess(): Promise<void> {
    const code = await store.rooms.access(room, session.user.id, canJoin)
    if (code) throw accessRefusal(code)
  }

  const timestamp = () => new Date(now()).toISOString()

  return {
    start,
    async resume() {
      if (!isGreeted) return start()
      await requireAccess()
      await catchUp()
    },
    deliver,
    dispatch: createDispatch({
      frames: chatClientFrames,
      handle: (frame, inbound) => handleChatFrame(frame, { session, services, room, requireAccess }, inbound),
      limits: services.limits,
      maxMessageBytes: services.config.maxMessageBytes,
      userId: session.user.id,
      onRefusal: session.answer,
      onFault: (error) => services.log.error({ err: error, user_id: session.user.id }, 'A frame failed'),
    }),
    async recheck() {
      try {
        await requireAccess()
      } catch (error) {
        if (error instanceof Refusal) return session.refuse(error)
        throw error
      }
    },
    farewell: (): ChatServerFrame => ({
      type: 'connection_status',
      data: {
        status: 'disconnected',
        timestamp: timestamp(),
        room_name: room.name,
        active_users: activeUsers().filter((id) => id !== session.user.id),
      },
    }),
    leave() {
      isLeft = true
      broadcaster.leave(channel, subscriber)
      typing.gone(room.name, session.user, session.socketId)
      presence.disconnect(session.user.id, session.socketId)
    },
  }
}
