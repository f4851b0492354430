import type { ChatServerFrame } from '@mediconnect/protocol'
import type { Receipt } from './store/store.ts'

/** A receipt as the room gets it. */
export function receiptFrame({ message_id, status, timestamp, user_id, overall }: Receipt): ChatServerFrame {
  return { type: 'message_status', data: { message_id, status, timestamp, user_id, overall } }
}
