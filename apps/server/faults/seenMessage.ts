/** A message as a client got it. */
export interface SeenMessage {
  readonly id: number
  readonly seq: number
  readonly sender_id: number
  readonly client_id: string | null
  readonly message: string
}

/** A message of a client's own. */
export interface OwnMessage {
  readonly client_id: string
  readonly message: string
  /** Another client of the same user sends it as well. */
  readonly isShared: boolean
  /** How often it went out. */
  sends: number
  /** How often it came back. */
  copies: number
  /** What the server made of it. */
  echo: { readonly id: number; readonly seq: number } | undefined
}
