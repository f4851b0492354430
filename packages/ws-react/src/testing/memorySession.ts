import {
  encodeFrame,
  ERRORS,
  type Frame,
  type FrameOf,
  type FrameTable,
  parseFrame,
  REAUTHENTICATE_GRACE_MS,
  Refusal,
  type RefusalAbout,
} from '@mediconnect/protocol'
import type { MemoryLimits } from './memoryLimits.ts'
import type { MemoryIdentity, MemoryTokens } from './memoryTokens.ts'
import type { Peer } from './memoryWebSocket.ts'
import { refusalFrame } from './refusalAnswers.ts'

/** Longest a timer may be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1
/** What a socket may send while its token is expired. */
const MAX_HELD_FRAMES = 100
/** Types that count as a message for the rate limit. */
const MESSAGES: ReadonlySet<string> = new Set(['send_message', 'file_upload'])
/** Worth nothing any more when the token is new. */
const FLEETING: ReadonlySet<string> = new Set(['typing_notification'])

export interface MemorySessionOptions<Table extends FrameTable> {
  readonly peer: Peer
  readonly identity: MemoryIdentity
  readonly frames: Table
  readonly tokens: MemoryTokens
  readonly limits: MemoryLimits
  readonly now: () => number
  /** Does what a frame says. May throw a {@link Refusal}. */
  handle(frame: FrameOf<Table>): void
  /** The socket is gone. */
  leave(): void
}

/** One socket of a signed-in user: its token, its limits, its errors. */
export interface MemorySession {
  readonly userId: number
  send(frame: Frame): void
  receive(text: string): void
  /** Says why, and closes if it is final. */
  refuse(refusal: Refusal): void
  close(code: number): void
  /** The socket is gone. */
  closed(): void
}

export function createMemorySession<Table extends FrameTable>(options: MemorySessionOptions<Table>): MemorySession {
  const { peer, tokens, limits, now } = options
  const { userId } = options.identity
  const timestamp = (): string => new Date(now()).toISOString()
  let isClosed = false
  let expiresAt = options.identity.expiresAt
  /** What waits for a new token, in both directions. */
  let held: { readonly out: Frame[]; readonly in: string[] } | undefined
  let timer = setTimeout(checkExpiry, timeLeft())

  function timeLeft(): number {
    return Math.min(Math.max(0, expiresAt - now()), MAX_TIMER_MS)
  }

  function checkExpiry(): void {
    clearTimeout(timer)
    if (held || isClosed) return
    if (now() < expiresAt) {
      timer = setTimeout(checkExpiry, timeLeft())
      return
    }
    tell(new Refusal('WS_001', 'The token has expired. Send `authenticate` with a new one.'))
    held = { out: [], in: [] }
    timer = setTimeout(
      () => refuse(new Refusal('WS_001', 'No new token came in time. Sign in again.', {}, true)),
      REAUTHENTICATE_GRACE_MS,
    )
  }

  function authenticate(token: string): void {
    const identity = tokens.read(token)
    if (!identity) return tell(new Refusal('WS_001', 'The new token is not valid.'))
    if (identity.userId !== userId) {
      return refuse(new Refusal('WS_001', 'The new token belongs to another user.', {}, true))
    }
    const waiting = held
    held = undefined
    expiresAt = identity.expiresAt
    checkExpiry()
    for (const frame of waiting?.out ?? []) send(frame)
    for (const text of waiting?.in ?? []) receive(text)
  }

  function send(frame: Frame): void {
    if (isClosed) return
    if (!held && now() >= expiresAt) checkExpiry()
    if (!held) peer.send(encodeFrame(frame))
    else if (!FLEETING.has(frame.type)) held.out.push(frame)
  }

  /** Errors pass even while nothing else does. */
  function tell(refusal: Refusal): void {
    if (!isClosed) peer.send(refusalFrame(refusal, timestamp()))
  }

  function refuse(refusal: Refusal): void {
    tell(refusal)
    if (refusal.isFinal) close(ERRORS[refusal.code].closeCode)
  }

  function close(code: number): void {
    peer.close(code)
    closed()
  }

  function closed(): void {
    if (isClosed) return
    isClosed = true
    clearTimeout(timer)
    options.leave()
  }

  function receive(text: string): void {
    if (isClosed) return
    let about: RefusalAbout = {}
    try {
      const parsed = parseFrame(options.frames, text)
      about = aboutOf(parsed.ok ? parsed.frame.data : parsed.problem)
      const isRenewal = parsed.ok && parsed.frame.type === 'authenticate'
      if (!isRenewal) {
        checkExpiry()
        if (held) return hold(text)
      }
      const bytes = new TextEncoder().encode(text).length
      if (bytes > limits.maxMessageBytes) {
        throw new Refusal('WS_010', `A frame has at most ${limits.maxMessageBytes} bytes; this one had ${bytes}.`)
      }
      if (!parsed.ok) throw new Refusal('WS_004', parsed.problem.message)
      if (MESSAGES.has(parsed.frame.type)) limits.message(userId)
      handle(parsed.frame)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refuse(new Refusal(error.code, error.details, { ...about, ...error.about }, error.isFinal))
    }
  }

  function handle(frame: FrameOf<Table>): void {
    const { type, data } = frame
    if (type === 'heartbeat') return send({ type, data: { timestamp: timestamp() } })
    if (type !== 'authenticate') return options.handle(frame)
    if (typeof data === 'object' && data && 'token' in data) authenticate(String(data.token))
  }

  function hold(text: string): void {
    held?.in.push(text)
    if ((held?.in.length ?? 0) <= MAX_HELD_FRAMES) return
    refuse(new Refusal('WS_001', 'The token has expired and too much was sent without a new one.', {}, true))
  }

  return { userId, send, receive, refuse, close, closed }
}

/** The message a frame is about, so that the refusal can name it. */
function aboutOf(data: unknown): RefusalAbout {
  if (typeof data !== 'object' || data === null) return {}
  return {
    ...('client_id' in data && typeof data.client_id === 'string' ? { client_id: data.client_id } : {}),
    ...('message_id' in data && typeof data.message_id === 'number' ? { message_id: data.message_id } : {}),
  }
}
