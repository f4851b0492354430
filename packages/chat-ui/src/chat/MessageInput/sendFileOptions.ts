import type { MessageType } from '@mediconnect/protocol'

/** What goes with a file; `duration` in seconds. */
export interface SendFileOptions {
  readonly message_type?: Exclude<MessageType, 'text'>
  readonly duration?: number
  readonly caption?: string
}
