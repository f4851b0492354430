import type { ErrorCode } from '@mediconnect/protocol'

export interface RefusalAbout {
  readonly client_id?: string | null
  readonly message_id?: number
  readonly retry_after?: number
}

/** A request that is refused with a code of the error table. `details` is for the peer's developer. */
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

/** The nodes cannot hear each other. Nobody is to blame, and nothing is lost. */
export function awayRefusal(): Refusal {
  return new Refusal(
    'WS_009',
    'The connection to the other nodes is down. What is sent is stored and comes later there.',
  )
}
