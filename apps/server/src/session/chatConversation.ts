import { chatClientFrames, type ChatServerFrame, type PresenceStatus, type Room } from '@mediconnect/protocol'
import { accessRefusal, canJoin } from '../auth/access.ts'
import type { RoomEvent } from '../broadcast/channelLayer.ts'
import type { RoomBatch } from '../broadcast/roomBatch.ts'
import { handleChatFrame } from '../handlers/chat.ts'
import { receiptFrame } from '../receiptFrame.ts'
import { awayRefusal, Refusal } from '../refusal.ts'
import type { RoomRecord } from '../store/store.ts'
import { frameTexts } from '../frames.ts'
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
  const subscriber = { userId: session.user.id, deliver }
  const told = new Map<number, PresenceStatus>()
  let memberIds: readonly number[] = []
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
    await broadcaster.joinRoom(room, opened, subscriber)
    if (isLeft) return broadcaster.leaveRoom(room.name, subscriber)
    presence.connect(session.user.id, session.socketId, 'chat', room.name)
    // From here on every event is heard: what was there before is read now.
    const [position] = await store.rooms.newest([room.name])
    const record = { ...opened, ...position }
    memberIds = record.members.map((member) => member.id)
    sentReceipt = record.last_receipt
    knownReceipt = Math.max(knownReceipt, record.last_receipt)
    knownSeq = Math.max(knownSeq, record.last_seq)
    const from = Math.min(since ?? record.last_seq, record.last_seq)
    const isTruncated = limit !== undefined && record.last_seq - from > limit
    sentSeq = isTruncated ? record.last_seq - limit : from
    if (!session.isOpen()) return
    session.send(greeting(record, isTruncated))
    isGreeted = true
    if (since !== undefined) missed = { seq: from, after: 0, upTo: sentReceipt }
    if (!services.layer.isConnected()) session.answer(awayRefusal())
    await catchUp()
    if (since !== undefined && sentSeq > from) noteReplay(from)
  }

  function noteReplay(from: number): void {
    store.audit.record({ action: 'history_read', seq_from: from + 1, seq_to: sentSeq, ...session.origin })
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
        active_users: [...activeUsers()],
        last_seq: record.last_seq,
        user_status,
        ...(limit === undefined ? {} : { truncated: isTruncated }),
      },
    }
  }

  function activeUsers(): readonly number[] {
    return presence.usersIn(room.name)
  }

  async function catchUp(): Promise<void> {
    isLive = false
    const run = ++catchUps
    const isCurrent = () => session.isOpen() && run === catchUps
    if (session.isSlow()) await session.drained()
    while (isCurrent() && (missed || knownSeq > sentSeq || knownReceipt > sentReceipt)) {
      const hasRead = missed ? await sendMissed(missed, isCurrent) : await sendNewer(isCurrent)
      if (!isCurrent()) return
      if (hasRead) await session.drained()
      else if (missed) missed = undefined
      else break
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
      range.after = receipt.position
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
      sentReceipt = receipt.position
    }
    return messages.length + receipts.length > 0
  }

  /** Presence passes by while the socket is behind; afterwards it gets what is different from what it knows. */
  async function sendChangedPresence(): Promise<void> {
    const changed = memberIds.filter((id) => presence.statusOf(id) !== told.get(id))
    if (changed.length === 0) return
    const users = await store.users.findMany(changed)
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

  function deliver(batch: RoomBatch): void {
    if (batch.messages) knownSeq = Math.max(knownSeq, batch.messages.last)
    if (batch.receipts) knownReceipt = Math.max(knownReceipt, batch.receipts.newest)
    // What is live joins what is behind: it is read from the store once the peer has read what it has.
    if (isLive && session.isSlow()) catchUp().catch(onFault)
    if (isNext(batch)) sendAll(batch)
    else for (const event of batch.events) deliverOne(event)
  }

  /** Nothing in it has to be looked at: this socket gets all of it, like the others. */
  function isNext({ messages, receipts, readers, isMixed }: RoomBatch): boolean {
    return (
      isLive &&
      session.isOpen() &&
      !isMixed &&
      (readers === undefined || readers.has(session.user.id)) &&
      (messages === undefined || messages.first === sentSeq + 1) &&
      (receipts === undefined || receipts.first === sentReceipt + 1)
    )
  }

  function sendAll(batch: RoomBatch): void {
    session.sendFrames(batch.bytes(frameTexts))
    if (!session.isOpen()) return
    if (batch.messages) sentSeq = batch.messages.last
    if (batch.receipts) sentReceipt = batch.receipts.newest
    for (const event of batch.events) if (event.kind === 'presence') told.set(event.user_id, event.status)
  }

  function deliverOne(event: RoomEvent): void {
    const isReady = isLive && session.isOpen()
    switch (event.kind) {
      case 'message':
        if (!isReader(event.reader_ids)) return
        if (!isReady || event.seq <= sentSeq) return
        if (event.seq > sentSeq + 1) return void catchUp().catch(onFault)
        session.sendText(event.text)
        if (session.isOpen()) sentSeq = event.seq
        return
      case 'receipts':
        if (!isReady || event.newest <= sentReceipt) return
        if (event.first > sentReceipt + 1) return void catchUp().catch(onFault)
        for (const text of event.texts.slice(sentReceipt + 1 - event.first)) session.sendText(text)
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
      broadcaster.leaveRoom(room.name, subscriber)
      typing.gone(room.name, session.user, session.socketId)
      presence.disconnect(session.user.id, session.socketId)
    },
  }
}
