import {
  AuthenticateSchema,
  encodeFrame,
  ERRORS,
  parseFrame,
  REAUTHENTICATE_GRACE_MS,
  Refusal,
} from '@mediconnect/protocol'
import type { Frame } from '@mediconnect/protocol'
import type { Identity } from '../auth/authenticate.ts'
import type { Outbound } from '../socket/outbound.ts'
import type { AuditNote, UserRecord } from '../store/store.ts'
import type { Dispatch } from './dispatch.ts'
import { errorFrame } from './errorFrame.ts'
import type { Inbound } from './inbound.ts'
import { SerialQueue, type Flow } from './queue.ts'
import type { Services } from './services.ts'

/** What a peer may send while its token is expired; it is handled once there is a new one. */
const MAX_HELD_FRAMES = 100
const MAX_HELD_BYTES = 1024 * 1024
/** The longest delay a timer of the runtime can have. */
const MAX_TIMER_MS = 2 ** 31 - 1
/** Long delays are a multiple of this, and the rest is waited for then: the runtime keeps a list for each delay there is. */
const TIMER_STEP_MS = 60_000
const SERVICE_RESTART = 1012
const TRY_AGAIN_LATER = 1013

type State =
  | { readonly kind: 'open'; readonly expiresAt: number; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'expired'; readonly held: Inbound[]; heldBytes: number; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'closed' }

/** Where what a user does comes from, as the audit log has it. */
export type Origin = Required<Pick<AuditNote, 'user_id' | 'room_name' | 'address' | 'socket_id'>>

/** One connected user, as a conversation and its handlers see it. */
export interface SessionHandle {
  readonly socketId: string
  readonly user: UserRecord
  /** Who and from where, for the audit log. */
  readonly origin: Origin
  /** Whether frames may pass: the token is good and the socket is there. */
  isOpen(): boolean
  send(frame: Frame): void
  sendText(text: string): void
  /** Sends frames that are made already, for all sockets at once. */
  sendFrames(frames: Buffer): void
  /** The peer reads so slowly that nothing live should be sent for now. */
  isSlow(): boolean
  drained(): Promise<void>
  /** Takes a new token. */
  authenticate(token: string): Promise<void>
  /** Tells why something was refused; closes if it is final. */
  answer(refusal: Refusal): void
  /** Says why and closes with the code's close code. */
  refuse(refusal: Refusal): void
  /** Closes without blame; the peer comes back and resumes. */
  drop(reason: string): void
}

/** What differs between chat and notifications. */
export interface Conversation {
  /** Joins and sends the first frames. Throws a refusal. */
  start(): Promise<void>
  /** The token was renewed after it had expired: sends what was held back. */
  resume(): Promise<void>
  readonly dispatch: Dispatch
  /** Whether the user still may be here; asked now and then. */
  recheck(): Promise<void>
  /** The last frame before the server goes. */
  farewell(): Frame | undefined
  leave(): void
}

export interface SessionOptions {
  readonly socketId: string
  readonly identity: Identity
  readonly origin: Origin
  readonly outbound: Outbound
  readonly flow: Flow
  readonly createConversation: (session: SessionHandle) => Conversation
}

/** What a session needs of the server. */
export type SessionServices = Pick<Services, 'authenticate' | 'limits' | 'log' | 'metrics' | 'now'> & {
  readonly store: Pick<Services['store'], 'audit'>
}

/** A user on one socket, from the good token to the end. */
export class Session implements SessionHandle {
  readonly socketId: string
  readonly origin: Origin
  readonly #services: SessionServices
  readonly #outbound: Outbound
  readonly #queue: SerialQueue
  readonly #conversation: Conversation
  #user: UserRecord
  #isDraining = false
  #state: State

  constructor(services: SessionServices, options: SessionOptions) {
    this.socketId = options.socketId
    this.origin = options.origin
    this.#services = services
    this.#outbound = options.outbound
    this.#queue = new SerialQueue(options.flow, (error) => this.#onFault(error))
    this.#user = options.identity.user
    this.#state = this.#opened(options.identity.expiresAt)
    this.#conversation = options.createConversation(this)
    this.#queue.push(() => this.#run(() => this.#conversation.start()))
  }

  get user(): UserRecord {
    return this.#user
  }

  isOpen(): boolean {
    return this.#state.kind === 'open' && this.#outbound.isOpen()
  }

  send(frame: Frame): void {
    this.sendText(encodeFrame(frame))
  }

  sendText(text: string): void {
    if (this.#mayPass()) this.#outbound.send(text)
  }

  sendFrames(frames: Buffer): void {
    if (this.#mayPass()) this.#outbound.sendFrames(frames)
  }

  isSlow(): boolean {
    return this.#outbound.isSlow()
  }

  drained(): Promise<void> {
    return this.#outbound.drained()
  }

  async authenticate(token: string): Promise<void> {
    const identity = await this.#services.authenticate(token)
    if (this.#state.kind === 'closed') return
    if (!identity)
      return this.tell(new Refusal('WS_001', 'The new token is not valid. The old one still counts until it expires.'))
    if (identity.user.id !== this.#user.id)
      return this.refuse(new Refusal('WS_001', 'The new token belongs to another user.'))
    this.#user = identity.user
    const held = this.#state.kind === 'expired' ? this.#state.held : undefined
    clearTimeout(this.#state.timer)
    this.#state = this.#opened(identity.expiresAt)
    if (!held) return
    await this.#run(() => this.#conversation.resume())
    for (const inbound of held) await this.#process(inbound)
  }

  answer(refusal: Refusal): void {
    if (refusal.isFinal) this.refuse(refusal)
    else this.tell(refusal)
  }

  /** Tells of a trouble; the socket stays open. Errors pass even while nothing else does. */
  tell(refusal: Refusal): void {
    const { metrics, store, now } = this.#services
    metrics.countError(refusal.code)
    if (refusal.code === 'WS_002') store.audit.record({ action: 'refused', target: refusal.code, ...this.origin })
    this.#outbound.send(errorFrame(refusal, now()))
  }

  refuse(refusal: Refusal): void {
    if (this.#state.kind === 'closed') return
    this.tell(refusal)
    this.#services.log.info(
      { event_type: 'refused', user_id: this.#user.id, socket_id: this.socketId, code: refusal.code },
      'WebSocket refused',
    )
    this.#outbound.close(ERRORS[refusal.code].closeCode, ERRORS[refusal.code].message)
    this.closed()
  }

  drop(reason: string): void {
    this.#outbound.close(TRY_AGAIN_LATER, reason)
  }

  receive(inbound: Inbound): void {
    if (!this.#isDraining) this.#queue.push(() => this.#process(inbound), inbound.receivedAt)
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#state.kind === 'closed') return
    clearTimeout(this.#state.timer)
    this.#state = { kind: 'closed' }
    this.#conversation.leave()
  }

  recheck(): void {
    if (this.#state.kind === 'open') this.#conversation.recheck().catch((error: unknown) => this.#onFault(error))
  }

  /** Finishes what came in, says goodbye and closes. */
  async drain(): Promise<void> {
    this.#isDraining = true
    await this.#queue.idle()
    await this.#conversation.dispatch.idle()
    if (this.#state.kind === 'closed') return
    const farewell = this.#conversation.farewell()
    if (farewell) this.send(farewell)
    this.#outbound.close(SERVICE_RESTART, 'The server restarts.')
    this.closed()
  }

  #opened(expiresAt: number): State {
    const wait = Math.min(Math.max(0, expiresAt - this.#services.now()), MAX_TIMER_MS)
    const step = wait > TIMER_STEP_MS ? wait - (wait % TIMER_STEP_MS) : wait
    return { kind: 'open', expiresAt, timer: setTimeout(onTimer, step, this, expiresAt) }
  }

  /** It is time to look at the token; a long wait is made in steps. */
  onTimer(expiresAt: number): void {
    if (this.#state.kind !== 'open') return
    if (this.#services.now() < expiresAt) this.#state = this.#opened(expiresAt)
    else this.#expire()
  }

  /** Whether a frame may be sent now. A timer may be late; the clock is asked at every frame. */
  #mayPass(): boolean {
    return this.#state.kind === 'open' && !this.#isExpiredNow(this.#state)
  }

  #isExpiredNow(open: { readonly expiresAt: number }): boolean {
    if (this.#services.now() < open.expiresAt) return false
    this.#expire()
    return true
  }

  #expire(): void {
    clearTimeout(this.#state.kind === 'closed' ? undefined : this.#state.timer)
    this.tell(new Refusal('WS_001', 'The token has expired. Send `authenticate` with a new one.'))
    const timer = setTimeout(
      () => this.refuse(new Refusal('WS_001', 'No new token came in time. Sign in again.')),
      REAUTHENTICATE_GRACE_MS,
    )
    this.#state = { kind: 'expired', held: [], heldBytes: 0, timer }
  }

  #onFault(error: unknown): void {
    this.#services.log.error({ err: error, user_id: this.#user.id, socket_id: this.socketId }, 'A session failed')
  }

  #process(inbound: Inbound): Promise<unknown> | undefined {
    if (this.#state.kind === 'closed') return undefined
    if (this.#mayPass()) return this.#conversation.dispatch.take(inbound)
    return this.#hold(inbound)
  }

  async #hold(inbound: Inbound): Promise<void> {
    const parsed = parseFrame({ authenticate: AuthenticateSchema }, inbound.text)
    if (parsed.ok) {
      try {
        this.#services.limits.frame(this.#user.id)
      } catch (error) {
        if (error instanceof Refusal) return this.answer(error)
        throw error
      }
      return this.#run(() => this.authenticate(parsed.frame.data.token))
    }
    if (this.#state.kind !== 'expired') return
    this.#state.held.push(inbound)
    this.#state.heldBytes += inbound.bytes
    if (this.#state.held.length > MAX_HELD_FRAMES || this.#state.heldBytes > MAX_HELD_BYTES) {
      this.refuse(new Refusal('WS_001', 'The token has expired and too much was sent without a new one.'))
    }
  }

  /** A conversation that could not begin or go on is closed: an open socket that stays silent would lose frames. */
  async #run(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof Refusal)) this.#onFault(error)
      this.refuse(
        error instanceof Refusal ? error : new Refusal('WS_003', 'The server could not open this connection.'),
      )
    }
  }
}

function onTimer(session: Session, expiresAt: number): void {
  session.onTimer(expiresAt)
}
