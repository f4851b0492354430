import { type ChatClientFrame, encodeFrame, Refusal } from '@mediconnect/protocol'
import { receiptFrame } from '../receiptFrame.ts'
import type { MarkOutcome } from '../store/store.ts'
import type { ChatContext } from './chatContext.ts'
import { requireOwn } from './sender.ts'

type Mark = Extract<ChatClientFrame, { type: 'message_read' | 'message_ack' }>

/** Marks a message, or all up to it, as read or delivered. What is marked already makes no frame. */
export async function markMessage({ type, data }: Mark, context: ChatContext): Promise<void> {
  const { session, services, room } = context
  if ('reader_id' in data) requireOwn(data.reader_id, context)
  await context.requireAccess()
  const request = {
    room_name: room.name,
    user_id: session.user.id,
    message_id: data.message_id,
    status: type === 'message_read' ? 'read' : 'delivered',
    up_to: data.up_to,
    origin: { address: session.origin.address, socket_id: session.origin.socket_id },
  } as const
  for (let more = true; more;) {
    const outcome = await services.store.receipts.mark(request, (committed) => publish(committed, context))
    if (outcome.kind === 'unknown_message') {
      throw new Refusal('WS_004', 'data.message_id is not a message of this room.')
    }
    more = outcome.more
  }
}

function publish(outcome: MarkOutcome, { services, room }: ChatContext): void {
  if (outcome.kind !== 'marked') return
  const first = outcome.receipts.at(0)
  const newest = outcome.receipts.at(-1)
  if (!first || !newest) return
  services.broadcaster.publish(room.name, {
    kind: 'receipts',
    first: first.position,
    newest: newest.position,
    at_seq: outcome.at_seq,
    texts: outcome.receipts.map((receipt) => encodeFrame(receiptFrame(receipt))),
  })
}
