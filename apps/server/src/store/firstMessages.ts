import type { Transaction } from 'kysely'
import type { Dialect } from './database.ts'
import { asMessage, selectMessages } from './messageRows.ts'
import type { Schema } from './schema.ts'
import type { AppendOutcome, MessageDraft } from './store.ts'

type Keyed = Pick<MessageDraft, 'sender_id' | 'client_id'>

/** Tells of each message that is about to be stored whether its `client_id` is stored already, or one asked about before has it. */
export async function createRepeats(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  drafts: readonly MessageDraft[],
): Promise<(draft: MessageDraft) => boolean> {
  const { senders, clientIds } = keysOf(drafts)
  const rows = await transaction
    .selectFrom('messages')
    .select(['sender_id', 'client_id'])
    .where('sender_id', 'in', dialect.numbers(senders))
    .where('client_id', 'in', dialect.texts(clientIds))
    .execute()
  const used = new Set(rows.map(keyOf))
  return (draft) => {
    if (draft.client_id === null) return false
    const key = keyOf(draft)
    if (used.has(key)) return true
    used.add(key)
    return false
  }
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
