import type { ErrorCode } from './errors.ts'

/** What was refused, and when it may be tried again. */
export interface RefusalAbout {
  readonly client_id?: string | null
  readonly message_id?: number
  /** Milliseconds. */
  readonly retry_after?: number
}

/** A request that a server refuses with a code of the error table. `details` is for the peer's developer. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
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
}
