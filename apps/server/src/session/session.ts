import { AuthenticateSchema, encodeFrame, ERRORS, parseFrame, REAUTHENTICATE_GRACE_MS } from '@mediconnect/protocol'
import type { Frame } from '@mediconnect/protocol'
import type { Logger } from 'pino'
import type { Authenticate, Identity } from '../auth/authenticate.ts'
import type { Metrics } from '../metrics.ts'
import { Refusal } from '../refusal.ts'
import type { Outbound } from '../socket/outbound.ts'
import type { AuditNote, AuditStore, UserRecord } from '../store/store.ts'
import type { Dispatch } from './dispatch.ts'
import { errorFrame } from './errorFrame.ts'
import type { Inbound } from './inbound.ts'
import { createSerialQueue } from './queue.ts'

/** What a peer may send while its token is expired; it is handled once there is a new one. */
const MAX_HELD_FRAMES = 100
const MAX_HELD_BYTES = 1024 * 1024
/** The longest delay a timer of the runtime can have. */
const MAX_TIMER_MS = 2 ** 31 - 1
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
  readonly flow: { pause(): void; resume(): void }
  readonly authenticate: Authenticate
  readonly consumeFrame: (userId: number) => void
  readonly createConversation: (session: SessionHandle) => Conversation
  readonly log: Logger
  readonly metrics: Metrics
  readonly audit: Pick<AuditStore, 'record'>
  readonly now: () => number
}

export interface Session {
  receive(inbound: Inbound): void
  /** The socket is gone. */
  closed(): void
  recheck(): void
  /** Tells of a trouble; the socket stays open. */
  tell(refusal: Refusal): void
  refuse(refusal: Refusal): void
  /** Finishes what came in, says goodbye and closes. */
  drain(): Promise<void>
}

export function createSession(options: SessionOptions): Session {
  const { outbound, now, log, metrics } = options
  const queue = createSerialQueue(options.flow, onFault)
  let user = options.identity.user
  let isDraining = false
  let state: State = opened(options.identity.expiresAt)

  const handle: SessionHandle = {
    socketId: options.socketId,
    origin: options.origin,
    get user() {
      return user
    },
    isOpen: () => state.kind === 'open' && outbound.isOpen(),
    send: (frame) => handle.sendText(encodeFrame(frame)),
    sendText(text) {
      if (state.kind === 'open' && !isExpiredNow(state)) outbound.send(text)
    },
    sendFrames(frames) {
      if (state.kind === 'open' && !isExpiredNow(state)) outbound.sendFrames(frames)
    },
    isSlow: () => outbound.isSlow(),
    drained: () => outbound.drained(),
    authenticate,
    answer: (refusal) => (refusal.isFinal ? refuse(refusal) : tell(refusal)),
    refuse,
    drop: (reason) => outbound.close(TRY_AGAIN_LATER, reason),
  }
  const conversation = options.createConversation(handle)

  function opened(expiresAt: number): State {
    const timer = setTimeout(() => onTimer(expiresAt), Math.min(Math.max(0, expiresAt - now()), MAX_TIMER_MS))
    return { kind: 'open', expiresAt, timer }
  }

  function onTimer(expiresAt: number): void {
    if (state.kind !== 'open') return
    // A token that is good for longer than a timer can count is looked at again.
    if (now() < expiresAt) state = opened(expiresAt)
    else expire()
  }

  /** A timer may be late; the clock is asked at every frame. */
  function isExpiredNow(open: { expiresAt: number }): boolean {
    if (now() < open.expiresAt) return false
    expire()
    return true
  }

  function expire(): void {
    clearTimeout(state.kind === 'closed' ? undefined : state.timer)
    tell(new Refusal('WS_001', 'The token has expired. Send `authenticate` with a new one.'))
    const timer = setTimeout(
      () => refuse(new Refusal('WS_001', 'No new token came in time. Sign in again.')),
      REAUTHENTICATE_GRACE_MS,
    )
    state = { kind: 'expired', held: [], heldBytes: 0, timer }
  }

  /** Errors pass even while nothing else does. */
  function tell(refusal: Refusal): void {
    metrics.countError(refusal.code)
    if (refusal.code === 'WS_002') options.audit.record({ action: 'refused', target: refusal.code, ...options.origin })
    outbound.send(errorFrame(refusal, now()))
  }

  function refuse(refusal: Refusal): void {
    if (state.kind === 'closed') return
    tell(refusal)
    log.info(
      { event_type: 'refused', user_id: user.id, socket_id: options.socketId, code: refusal.code },
      'WebSocket refused',
    )
    outbound.close(ERRORS[refusal.code].closeCode, ERRORS[refusal.code].message)
    closed()
  }

  function onFault(error: unknown): void {
    log.error({ err: error, user_id: user.id, socket_id: options.socketId }, 'A session failed')
  }

  async function authenticate(token: string): Promise<void> {
    const identity = await options.authenticate(token)
    if (state.kind === 'closed') return
    if (!identity)
      return tell(new Refusal('WS_001', 'The new token is not valid. The old one still counts until it expires.'))
    if (identity.user.id !== user.id) return refuse(new Refusal('WS_001', 'The new token belongs to another user.'))
    user = identity.user
    const held = state.kind === 'expired' ? state.held : undefined
    clearTimeout(state.timer)
    state = opened(identity.expiresAt)
    if (!held) return
    await run(() => conversation.resume())
    for (const inbound of held) await process(inbound)
  }

  async function process(inbound: Inbound): Promise<void> {
    if (state.kind === 'closed') return
    if (state.kind === 'open' && !isExpiredNow(state)) return conversation.dispatch.take(inbound)
    await hold(inbound)
  }

  async function hold(inbound: Inbound): Promise<void> {
    const parsed = parseFrame({ authenticate: AuthenticateSchema }, inbound.text)
    if (parsed.ok) {
      try {
        options.consumeFrame(user.id)
      } catch (error) {
        if (error instanceof Refusal) return error.isFinal ? refuse(error) : tell(error)
        throw error
      }
      return run(() => authenticate(parsed.frame.data.token))
    }
    if (state.kind !== 'expired') return
    state.held.push(inbound)
    state.heldBytes += inbound.bytes
    if (state.held.length > MAX_HELD_FRAMES || state.heldBytes > MAX_HELD_BYTES) {
      refuse(new Refusal('WS_001', 'The token has expired and too much was sent without a new one.'))
    }
  }

  /** A conversation that could not begin or go on is closed: an open socket that stays silent would lose frames. */
  async function run(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof Refusal)) onFault(error)
      refuse(error instanceof Refusal ? error : new Refusal('WS_003', 'The server could not open this connection.'))
    }
  }

  function closed(): void {
    if (state.kind === 'closed') return
    clearTimeout(state.timer)
    state = { kind: 'closed' }
    conversation.leave()
  }

  queue.push(() => run(() => conversation.start()))

  return {
    receive(inbound) {
      if (!isDraining) queue.push(() => process(inbound))
    },
    closed,
    recheck: () => {
      if (state.kind === 'open') conversation.recheck().catch(onFault)
    },
    tell,
    refuse,
    async drain() {
      isDraining = true
      await queue.idle()
      await conversation.dispatch.idle()
      if (state.kind === 'closed') return
      const farewell = conversation.farewell()
      if (farewell) handle.send(farewell)
      outbound.close(SERVICE_RESTART, 'The server restarts.')
      closed()
    },
  }
}
