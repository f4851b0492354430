import { Refusal } from '@mediconnect/protocol'
import type { RawData } from 'ws'
import type { Inbound } from '../session/inbound.ts'
import type { Session } from '../session/session.ts'
import { ControlFrameCount } from './controlFrames.ts'
import type { Watched } from './heartbeat.ts'
import type { Route } from './route.ts'
import type { ServerSocket, SocketOwner } from './serverSocket.ts'

/** What is the same for all connections. */
export interface ConnectionRules {
  readonly heartbeatTimeoutMs: number
  readonly maxMessageBytes: number
  readonly maxFragments: number
  onClose(connection: Connection, code: number): void
}

/** A socket and the session on it: what comes in goes to the session. */
export class Connection implements Watched, SocketOwner {
  readonly socket: ServerSocket
  readonly session: Session
  readonly kind: Route['kind']
  readonly #rules: ConnectionRules
  heardAt = Math.floor(performance.now())
  turn = 0
  unanswered = 0
  readonly #controlFrames = new ControlFrameCount()
  #isTooMuch = false

  constructor(rules: ConnectionRules, socket: ServerSocket, session: Session, kind: Route['kind']) {
    this.#rules = rules
    this.socket = socket
    this.session = session
    this.kind = kind
    socket.serve(this)
  }

  onMessage(data: RawData, isBinary: boolean): void {
    const inbound = asInbound(data, isBinary)
    this.heardAt = Math.floor(inbound.receivedAt)
    this.session.receive(inbound)
  }

  onControlFrame(): void {
    this.heardAt = Math.floor(performance.now())
    if (!this.#controlFrames.isFlood()) return
    this.session.refuse(new Refusal('WS_007', 'Too many pings or pongs.'))
    // The rest stays in the peer's own buffers until the socket is closed.
    this.socket.pause()
  }

  onClose(code: number): void {
    this.#rules.onClose(this, code)
  }

  onSilent(): void {
    this.session.refuse(new Refusal('WS_008', `Nothing came for ${this.#rules.heartbeatTimeoutMs} ms.`))
  }

  onBeat(): void {
    this.session.recheck()
  }

  /** A frame is above the hard limits: the first time the session says so and closes. */
  isTooMuch(what: 'bytes' | 'parts'): boolean {
    if (this.#isTooMuch) return false
    this.#isTooMuch = true
    const { maxMessageBytes, maxFragments } = this.#rules
    const limit = what === 'bytes' ? `${maxMessageBytes} bytes` : `${maxFragments} parts`
    this.session.refuse(new Refusal('WS_010', `A frame has at most ${limit}.`, {}, true))
    return true
  }
}

function asInbound(data: RawData, isBinary: boolean): Inbound {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)
  return {
    text: isBinary ? '' : bytes.toString('utf8'),
    bytes: bytes.byteLength,
    isBinary,
    receivedAt: performance.now(),
  }
}
