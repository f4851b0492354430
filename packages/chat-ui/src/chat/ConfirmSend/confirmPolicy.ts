import type { User } from '@mediconnect/protocol'

/** What is about to be sent, and to whom. */
export interface SendContext {
  readonly text: string
  readonly files: readonly File[]
  readonly roomName: string
  readonly currentUser: User
  /** The other one, in a room of two. */
  readonly targetUser: User | undefined
  /** What the room is called. */
  readonly name: string
  /** How many get it, whoever sends it not counted; `undefined` where nobody said. */
  readonly recipientCount: number | undefined
  /** Whether nothing was sent yet since the room was opened. */
  readonly isFirst: boolean
}

/** What a policy may say in its own words. */
export interface ConfirmRequest {
  /** @default 'Send to …?' */
  readonly title?: string
  /** Why it asks. */
  readonly reason?: string
  /** On the button that sends. @default 'Send' */
  readonly confirmLabel?: string
}

/** Decides before each send: `false` sends, `true` asks first, a request asks in its own words. */
export type ConfirmPolicy = (context: SendContext) => boolean | ConfirmRequest
