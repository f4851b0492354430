import type { ChatMessage, MessageMetadata, MessageType, User } from './models.ts'

/** How far a message got. It only ever moves to the right; `failed` needs the user. */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed'

/** Why a message was refused for good. */
export interface DeliveryFailure {
  /** A code of the error table, when the server gave one. */
  readonly code?: string
  readonly message: string
}

/** A message as a screen shows it: stored by the server, or still owed to it. */
export interface ChatEntry {
  /** Stays the same from pressing send to read: use it as React key. */
  readonly key: string
  /** Missing until the server has stored the message. */
  readonly id?: ChatMessage['id']
  readonly seq?: number
  readonly client_id?: string
  readonly room_name: string
  readonly sender: User
  readonly message: string
  readonly message_type: MessageType
  readonly metadata: MessageMetadata
  /** ISO 8601 UTC; the sender's clock until the server has stored the message. */
  readonly timestamp: string
  readonly state: DeliveryState
  readonly failure?: DeliveryFailure
  /** Upload so far, 0 to 1, while an attachment is on its way. */
  readonly progress?: number
  /** Set while the browser cannot keep what is owed to the server: a reload would lose it. */
  readonly unkept?: boolean
}
