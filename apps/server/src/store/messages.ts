import type { Kysely, Transaction } from 'kysely'
import type { CommitQueue } from './commit.ts'
import { asMessage, selectMessages } from './messageRows.ts'
import { readerIds, roomFacts } from './roomFacts.ts'
import type { Schema } from './schema.ts'
import type { AccessRule, AppendOutcome, MessageDraft, MessageStore } from './store.ts'

export function createMessageStore(read: Kysely<Schema>, commits: CommitQueue, now: () => number): MessageStore {
  return {
    append: (draft, rule, committed) =>
      commits.run((transaction) => append(transaction, draft, rule, new Date(now()).toISOString()), committed),
    async after(roomName, seq, limit) {
      const rows = await selectMessages(read)
        .where('messages.room_name', '=', roomName)
        .where('messages.seq', '>', seq)
        .orderBy('messages.seq')
        .limit(limit)
        .execute()
      return rows.map(asMessage)
    },
    async before(roomName, seq, limit, offset = 0) {
      const rows = await selectMessages(read)
        .where('messages.room_name', '=', roomName)
        .$if(seq !== undefined, (query) => query.where('messages.seq', '<', seq ?? 0))
        // Places have no gaps: a far page is found by its place, not by counting its way there.
        .$if(offset > 0, (query) =>
          query.where('messages.seq', '<=', ({ selectFrom }) =>
            selectFrom('rooms')
              .select((room) => room('rooms.last_seq', '-', offset).as('seq'))
              .where('rooms.name', '=', roomName),
          ),
        )
        .orderBy('messages.seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(asMessage)
    },
  }
}

async function append(
  transaction: Transaction<Schema>,
  draft: MessageDraft,
  rule: AccessRule,
  timestamp: string,
): Promise<AppendOutcome> {
  const facts = await roomFacts(transaction, draft.room, draft.sender_id)
  const code = rule(facts)
  if (code) return { kind: 'refused', code }
  const room_name = draft.room.name
  if (draft.client_id !== null) {
    const first = await selectMessages(transaction)
      .where('messages.sender_id', '=', draft.sender_id)
      .where('messages.client_id', '=', draft.client_id)
      .executeTakeFirst()
    if (first) return first.room_name === room_name ? { kind: 'duplicate', message: asMessage(first) } : CONFLICT
  }
  if (draft.upload_id !== null) {
    const upload = await transaction
      .selectFrom('uploads')
      .select('room_name')
      .where('id', '=', draft.upload_id)
      .executeTakeFirst()
    if (upload?.room_name !== room_name) return { kind: 'unknown_upload' }
  }
  const counted = await transaction
    .updateTable('rooms')
    .set((room) => ({ last_seq: room('last_seq', '+', 1) }))
    .where('name', '=', room_name)
    .returning('last_seq')
    .executeTakeFirst()
  if (!counted) return { kind: 'refused', code: 'WS_005' }
  const { id } = await transaction
    .insertInto('messages')
    .values({
      room_name,
      seq: counted.last_seq,
      sender_id: draft.sender_id,
      receiver_id: draft.receiver_id,
      message: draft.message,
      message_type: draft.message_type,
      metadata: JSON.stringify(draft.metadata),
      client_id: draft.client_id,
      timestamp,
      is_delivered: 0,
      is_read: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .updateTable('room_members')
    .set((member) => ({ own_count: member('own_count', '+', 1) }))
    .where('room_name', '=', room_name)
    .where('user_id', '=', draft.sender_id)
    .execute()
  const row = await selectMessages(transaction).where('messages.id', '=', id).executeTakeFirstOrThrow()
  return { kind: 'stored', message: asMessage(row), reader_ids: await readerIds(transaction, draft.room, facts) }
}

const CONFLICT: AppendOutcome = { kind: 'conflict' }
