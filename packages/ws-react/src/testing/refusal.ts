import { encodeFrame, ERRORS, type ErrorCode } from '@mediconnect/protocol'
import type { Peer } from './memoryWebSocket.ts'

export interface RefusalAbout {
  readonly client_id?: string
  readonly message_id?: number
  readonly retry_after?: number
}

/** What the server says no to, with a code of the error table. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ErrorCode
  readonly details: string
  readonly about: RefusalAbout
  /** The socket cannot stay open after it. */
  readonly isFinal: boolean

  constructor(code: ErrorCode, details: string, about: RefusalAbout = {}, isFinal = false) {
    super(`${code}: ${details}`)
    this.code = code
    this.details = details
    this.about = about
    this.isFinal = isFinal
  }

  /** The `error` frame. */
  toFrame(timestamp: string): string {
    const { code, details, about } = this
    return encodeFrame({ type: 'error', data: { code, message: ERRORS[code].message, details, timestamp, ...about } })
  }

  /** Refuses a socket before there is a session. */
  sendTo(peer: Peer, now: number): void {
    peer.send(this.toFrame(new Date(now).toISOString()))
    peer.close(ERRORS[this.code].closeCode)
  }

  /** The answer to an HTTP call. */
  toResponse(): Response {
    const { message, httpStatus } = ERRORS[this.code]
    const body = { code: this.code, message, details: this.details, retry_after: this.about.retry_after }
    return Response.json(body, { status: httpStatus })
  }
}
