import {
  type ChatClientFrame,
  chatClientFrames,
  chatClientReaders,
  type ChatServerFrame,
  type PresenceStatus,
  Refusal,
  type Room,
} from '@mediconnect/protocol'
import { accessRefusal, canJoin } from '../auth/access.ts'
import type { RoomSubscriber } from '../broadcast/broadcaster.ts'
import type { RoomEvent } from '../broadcast/channelLayer.ts'
import type { RoomBatch } from '../broadcast/roomBatch.ts'
import { handleChatFrame } from '../handlers/chat.ts'
import type { ChatContext } from '../handlers/chatContext.ts'
import { awayRefusal } from '../awayRefusal.ts'
import { isoTime } from '../isoTime.ts'
import type { UserRecord } from '../store/store.ts'
import { frameTexts } from '../frames.ts'
import { CatchUp } from './catchUp.ts'
import { FrameDispatch, type Dispatch, type OnTheirWay, type Receiver } from './dispatch.ts'
import type { Inbound } from './inbound.ts'
import { KnownPresence } from './knownPresence.ts'
import type { Services } from './services.ts'
import type { Conversation, SessionHandle } from './session.ts'

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

/**
 * A socket in a room. Whatever happens – a resume, an expired token, a gap – goes one way: while it is behind, live
 * messages are only noted; it reads on from the store until nothing newer is known, and from then on it is live.
 */
export class ChatConversation implements Conversation, RoomSubscriber, ChatContext, Receiver<typeof chatClientFrames> {
  readonly frames = chatClientFrames
  readonly readers = chatClientReaders
  readonly session: SessionHandle
  readonly services: Services
  readonly room: Room
  readonly dispatch: Dispatch & OnTheirWay
  readonly #since: number | undefined
  readonly #limit: number | undefined
  readonly #progress: CatchUp
  readonly #known: KnownPresence
  #notices: string[] | undefined
  /** Whether the room is open to this user; before, nothing of it may be told or kept. */
  #isAdmitted = false
  #isGreeted = false
  #isLive = false
  #isLeft = false

  constructor({ session, services, room, since, limit }: Options) {
    this.session = session
    this.services = services
    this.room = room
    this.#since = since
    this.#limit = limit
    this.dispatch = new FrameDispatch(this, services)
    this.#progress = new CatchUp({ session, store: services.store, room })
    this.#known = new KnownPresence(services)
  }

  get onTheirWay(): OnTheirWay {
    return this.dispatch
  }

  get userId(): number {
    return this.session.user.id
  }

  async start(): Promise<void> {
    const { session, services, room } = this
    const { store, broadcaster, presence } = services
    await broadcaster.joinRoom(room, this)
    // From here on every event is heard: what was there before is read now.
    const entrance = await store.rooms.enter(room, this.userId, canJoin)
    if (entrance.kind === 'refused') throw accessRefusal(entrance.code)
    if (this.#isLeft) return
    this.#isAdmitted = true
    const opened = entrance.room
    broadcaster.beginRoom(opened)
    presence.connect(this.userId, session.socketId, 'chat', room.name)
    const { last_seq } = opened
    const since = this.#since
    const limit = this.#limit
    const from = Math.min(since ?? last_seq, last_seq)
    const isTruncated = limit !== undefined && last_seq - from > limit
    this.#progress.begin(isTruncated ? last_seq - limit : from, opened, since === undefined ? undefined : from)
    if (!session.isOpen()) return
    session.send(this.#greeting(opened.members, last_seq, isTruncated))
    this.#isGreeted = session.isOpen()
    if (!this.#isGreeted) return
    if (!services.layer.isConnected()) session.answer(awayRefusal())
    await this.#catchUp()
    const { sentSeq } = this.#progress
    if (since !== undefined && sentSeq > from) {
      store.audit.record({ action: 'history_read', seq_from: from + 1, seq_to: sentSeq, ...session.origin })
    }
  }

  async resume(): Promise<void> {
    if (!this.#isGreeted) return this.start()
    await this.requireAccess()
    await this.#catchUp()
  }

  handle(frame: ChatClientFrame, inbound: Inbound): Promise<unknown> | void {
    return handleChatFrame(frame, this, inbound)
  }

  onRefusal(refusal: Refusal): void {
    this.session.answer(refusal)
  }

  onFault(error: unknown): void {
    this.services.log.error({ err: error, user_id: this.userId }, 'A frame failed')
  }

  async recheck(): Promise<void> {
    try {
      await this.requireAccess()
    } catch (error) {
      if (error instanceof Refusal) return this.session.refuse(error)
      throw error
    }
  }

  async requireAccess(): Promise<void> {
    const code = await this.services.store.rooms.access(this.room, this.userId, canJoin)
    if (code) throw accessRefusal(code)
  }

  farewell(): ChatServerFrame {
    return {
      type: 'connection_status',
      data: {
        status: 'disconnected',
        timestamp: this.#timestamp(),
        room_name: this.room.name,
        active_users: this.#activeUsers().filter((id) => id !== this.userId),
      },
    }
  }

  leave(): void {
    const { session, room } = this
    const { broadcaster, typing, presence } = this.services
    this.#isLeft = true
    broadcaster.leaveRoom(room.name, this)
    typing.gone(room.name, session.user, session.socketId)
    presence.disconnect(this.userId, session.socketId)
  }

  deliver(batch: RoomBatch): void {
    this.#progress.heard(batch)
    if (!this.#isAdmitted) return
    if (batch.events.every((event) => this.#isKnown(event))) return
    // What is live joins what is behind: it is read from the store once the peer has read what it has.
    if (this.#isLive && this.session.isSlow()) this.#readOn()
    if (this.#isNext(batch)) this.#sendAll(batch)
    else for (const event of batch.events) this.#deliverOne(event)
  }

  lacksPresence(userId: number, status: PresenceStatus): boolean {
    return this.#isLive && this.session.isOpen() && !this.#known.is(userId, status)
  }

  /** The greeting told it, or an earlier frame. */
  #isKnown(event: RoomEvent): boolean {
    return event.kind === 'presence' && this.#known.is(event.user_id, event.status)
  }

  #greeting(members: readonly UserRecord[], last_seq: number, isTruncated: boolean): ChatServerFrame {
    return {
      type: 'connection_status',
      data: {
        status: this.#since === undefined ? 'connected' : 'reconnected',
        timestamp: this.#timestamp(),
        room_name: this.room.name,
        active_users: this.#activeUsers(),
        last_seq,
        user_status: this.#known.begin(members),
        ...(this.#limit === undefined ? {} : { truncated: isTruncated }),
      },
    }
  }

  #activeUsers(): number[] {
    return this.services.presence.usersIn(this.room.name)
  }

  #readOn(): void {
    this.#catchUp().catch((error: unknown) => {
      this.services.log.error({ err: error, user_id: this.userId }, 'Catching up failed')
      this.session.drop('The server could not read on; resume.')
    })
  }

  async #catchUp(): Promise<void> {
    this.#isLive = false
    // Waits in any case: who comes in the same burst is then told of together with the greeting.
    if (!(await this.#progress.run())) return this.#known.forgetGreeted()
    this.#isLive = true
    for (const text of this.#notices ?? []) this.session.sendText(text)
    this.#notices = undefined
    // Presence passed by while the socket was behind.
    const missed = this.#known.missed()
    for (const frame of missed.length > 0 ? await this.#known.framesOf(missed) : []) {
      const { user, status } = frame.data
      // It may have come live since.
      if (this.#known.is(user.id, status)) continue
      this.session.send(frame)
      if (this.session.isOpen()) this.#known.tell(user.id, status)
    }
    this.#known.forgetGreeted()
  }

  /** Nothing in it has to be looked at: this socket gets all of it, like the others. */
  #isNext(batch: RoomBatch): boolean {
    const { readers, isMixed } = batch
    return (
      this.#isLive &&
      this.session.isOpen() &&
      !isMixed &&
      (readers === undefined || readers.has(this.userId)) &&
      this.#progress.isNext(batch)
    )
  }

  #sendAll(batch: RoomBatch): void {
    this.session.sendFrames(batch.bytes(frameTexts))
    // The token was found to have expired: what the store has is read from it later, and so is presence.
    if (!this.session.isOpen()) return this.#holdNotices(batch.events)
    this.#progress.sentAll(batch)
    for (const event of batch.events) if (event.kind === 'presence') this.#known.tell(event.user_id, event.status)
  }

  #deliverOne(event: RoomEvent): void {
    const { session } = this
    const isReady = this.#isLive && session.isOpen()
    switch (event.kind) {
      case 'message':
        if (!this.#isReader(event.reader_ids)) return
        if (isReady && this.#progress.sendMessage(event.seq, event.text)) this.#readOn()
        return
      case 'receipts':
        if (isReady && this.#progress.sendReceipts(event.first, event.texts)) this.#readOn()
        return
      case 'presence':
        if (!isReady || this.#isKnown(event)) return
        session.sendText(event.text)
        // A token may be found to have expired just now.
        if (session.isOpen()) this.#known.tell(event.user_id, event.status)
        return
      case 'typing':
        if (isReady && event.user_id !== this.userId) session.sendText(event.text)
        return
      case 'notice':
        if (event.reader_ids && !this.#isReader(event.reader_ids)) return
        if (isReady) session.sendText(event.text)
        if (!isReady || !session.isOpen()) this.#hold(event.text)
        return
    }
  }

  #holdNotices(events: readonly RoomEvent[]): void {
    for (const event of events) if (event.kind === 'notice') this.#hold(event.text)
  }

  #hold(text: string): void {
    this.#notices ??= []
    this.#notices.push(text)
    if (this.#notices.length > MAX_HELD_NOTICES) this.session.drop('Too much was missed; resume.')
  }

  /** Whether the room is still open to this user; if not, the socket is closed before it sees more. */
  #isReader(readerIds: readonly number[]): boolean {
    if (readerIds.includes(this.userId) || this.session.user.role === 'admin') return true
    this.session.refuse(new Refusal('WS_002', 'You are no longer in this room.'))
    return false
  }

  #timestamp(): string {
    return isoTime(this.services.now())
  }
}
