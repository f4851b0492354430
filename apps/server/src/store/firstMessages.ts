import type { Transaction } from 'kysely'
import type { Dialect } from './database.ts'
import { asMessage, selectMessages } from './messageRows.ts'
import type { Schema } from './schema.ts'
import type { AppendOutcome, MessageDraft } from './store.ts'

type Keyed = Pick<MessageDraft, 'sender_id' | 'client_id'>

/** Those whose `client_id` is stored already, or used by another of those at hand. */
export async function findRepeated(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  drafts: readonly MessageDraft[],
): Promise<ReadonlySet<MessageDraft>> {
  const { senders, clientIds } = keysOf(drafts)
  const rows = await transaction
    .selectFrom('messages')
    .select(['sender_id', 'client_id'])
    .where('sender_id', 'in', dialect.numbers(senders))
    .where('client_id', 'in', dialect.texts(clientIds))
    .execute()
  const used = new Set(rows.map(keyOf))
  const repeated = new Set<MessageDraft>()
  for (const draft of drafts) {
    if (draft.client_id === null) continue
    const key = keyOf(draft)
    if (used.has(key)) repeated.add(draft)
    else used.add(key)
  }
  return repeated
}

/** What becomes of messages that were stored before, or just now by another of the same `client_id`. */
export async function outcomesOfRepeated(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  drafts: readonly MessageDraft[],
): Promise<ReadonlyMap<MessageDraft, AppendOutcome>> {
  const { senders, clientIds } = keysOf(drafts)
  const rows = await selectMessages(transaction)
    .where('messages.sender_id', 'in', dialect.numbers(senders))
    .where('messages.client_id', 'in', dialect.texts(clientIds))
    .execute()
  const first = new Map(
    rows.map(asMessage).map((message) => [keyOf({ ...message, sender_id: message.sender.id }), message]),
  )
  const outcomes = new Map<MessageDraft, AppendOutcome>()
  for (const draft of drafts) {
    const message = first.get(keyOf(draft))
    if (!message) continue
    const isHere = message.room_name === draft.room.name
    outcomes.set(draft, isHere ? { kind: 'duplicate', message } : { kind: 'conflict' })
  }
  return outcomes
}

const keyOf = ({ sender_id, client_id }: Keyed) => `${sender_id} ${client_id ?? ''}`

function keysOf(drafts: readonly Keyed[]) {
  return {
    senders: [...new Set(drafts.map(({ sender_id }) => sender_id))],
    clientIds: drafts.flatMap(({ client_id }) => client_id ?? []),
  }
}
