import type { Kysely, Transaction } from 'kysely'
import type { CommitQueue } from './commit.ts'
import { statusOf } from './messageRows.ts'
import type { Schema } from './schema.ts'
import type { MarkOutcome, Receipt, ReceiptRequest, ReceiptStore } from './store.ts'

/** Receipts made in one operation; more would hold up other users' commits. */
const MAX_RECEIPTS = 200

export function createReceiptStore(read: Kysely<Schema>, commits: CommitQueue, now: () => number): ReceiptStore {
  return {
    mark: (request, committed) =>
      commits.run((transaction) => mark(transaction, request, new Date(now()).toISOString()), committed),
    async newest(roomName) {
      const row = await read
        .selectFrom('receipts')
        .select('id')
        .where('room_name', '=', roomName)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.id ?? 0
    },
    async after(roomName, id, limit) {
      const rows = await selectReceipts(read)
        .where('receipts.room_name', '=', roomName)
        .where('receipts.id', '>', id)
        .limit(limit)
        .execute()
      return rows.map(asReceipt)
    },
    async missed(roomName, seq, after, upTo, limit) {
      const rows = await selectReceipts(read)
        .where('receipts.room_name', '=', roomName)
        .where('receipts.at_seq', '>=', seq)
        .where('receipts.seq', '<=', seq)
        .where('receipts.id', '>', after)
        .where('receipts.id', '<=', upTo)
        .limit(limit)
        .execute()
      return rows.map(asReceipt)
    },
  }
}

/** Receipts, oldest first, with how far their messages are by now. */
function selectReceipts(db: Kysely<Schema>) {
  return db
    .selectFrom('receipts')
    .innerJoin('messages', 'messages.id', 'receipts.message_id')
    .select([
      'receipts.id',
      'receipts.message_id',
      'receipts.user_id',
      'receipts.status',
      'receipts.timestamp',
      'messages.is_delivered',
      'messages.is_read',
    ])
    .orderBy('receipts.id')
}

function asReceipt({
  is_delivered,
  is_read,
  ...receipt
}: Omit<Receipt, 'overall'> & { is_delivered: number; is_read: number }): Receipt {
  return { ...receipt, overall: statusOf({ is_delivered, is_read }) }
}

const NOTHING: MarkOutcome = { kind: 'marked', receipts: [], more: false }

async function mark(
  transaction: Transaction<Schema>,
  request: ReceiptRequest,
  timestamp: string,
): Promise<MarkOutcome> {
  const { room_name, user_id, status } = request
  const target = await transaction
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.name', 'messages.room_name')
    .select(['messages.seq', 'rooms.last_seq'])
    .where('messages.id', '=', request.message_id)
    .where('messages.room_name', '=', room_name)
    .executeTakeFirst()
  if (!target) return { kind: 'unknown_message' }
  const member = await transaction
    .selectFrom('room_members')
    .select(['read_mark', 'delivered_mark'])
    .where('room_name', '=', room_name)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  // A moderating admin leaves no traces in a room of others.
  if (!member) return NOTHING
  const mark = status === 'read' ? member.read_mark : member.delivered_mark
  if (target.seq <= mark) return NOTHING
  const from = request.up_to ? mark + 1 : target.seq
  const found = await transaction
    .selectFrom('messages')
    .select(['messages.id', 'messages.seq'])
    .where('messages.room_name', '=', room_name)
    .where('messages.seq', '>=', from)
    .where('messages.seq', '<=', target.seq)
    .where('messages.sender_id', '!=', user_id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('receipts')
            .select('receipts.id')
            .whereRef('receipts.message_id', '=', 'messages.id')
            .where('receipts.user_id', '=', user_id)
            // What was read was delivered.
            .$if(status === 'read', (query) => query.where('receipts.status', '=', 'read')),
        ),
      ),
    )
    .orderBy('messages.seq')
    .limit(MAX_RECEIPTS + 1)
    .execute()
  const chosen = found.slice(0, MAX_RECEIPTS)
  const more = found.length > chosen.length
  const first = chosen.at(0)
  const last = chosen.at(-1)
  if (request.up_to) {
    const reached = more && last ? last.seq : target.seq
    await transaction
      .updateTable('room_members')
      .set(status === 'read' ? { read_mark: reached } : { delivered_mark: reached })
      .where('room_name', '=', room_name)
      .where('user_id', '=', user_id)
      .execute()
  }
  if (!first || !last) return NOTHING
  const made = await transaction
    .insertInto('receipts')
    .values(
      chosen.map(({ id, seq }) => ({
        room_name,
        message_id: id,
        seq,
        user_id,
        status,
        timestamp,
        at_seq: target.last_seq,
      })),
    )
    .returning('id')
    .execute()
  if (status === 'read') {
    await transaction
      .updateTable('room_members')
      .set((row) => ({ read_count: row('read_count', '+', chosen.length) }))
      .where('room_name', '=', room_name)
      .where('user_id', '=', user_id)
      .execute()
  }
  await settleMessages(transaction, room_name, user_id, first.seq, last.seq)
  const ids = made.map((receipt) => receipt.id)
  const receipts = await selectReceipts(transaction).where('receipts.id', 'in', ids).execute()
  return { kind: 'marked', receipts: receipts.map(asReceipt), more }
}

/** A message counts as delivered or read once every other member of this moment has it; then it stays so. */
async function settleMessages(
  transaction: Transaction<Schema>,
  room_name: string,
  user_id: number,
  from: number,
  to: number,
): Promise<void> {
  for (const column of ['is_delivered', 'is_read'] as const) {
    await transaction
      .updateTable('messages')
      .set(column === 'is_read' ? { is_read: 1 } : { is_delivered: 1 })
      .where('messages.room_name', '=', room_name)
      .where('messages.seq', '>=', from)
      .where('messages.seq', '<=', to)
      .where('messages.sender_id', '!=', user_id)
      .where(column === 'is_read' ? 'messages.is_read' : 'messages.is_delivered', '=', 0)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('room_members')
              .select('room_members.user_id')
              .where('room_members.room_name', '=', room_name)
              .whereRef('room_members.user_id', '!=', 'messages.sender_id')
              .where((where) =>
                where.not(
                  where.exists(
                    where
                      .selectFrom('receipts')
                      .select('receipts.id')
                      .whereRef('receipts.message_id', '=', 'messages.id')
                      .whereRef('receipts.user_id', '=', 'room_members.user_id')
                      .$if(column === 'is_read', (query) => query.where('receipts.status', '=', 'read')),
                  ),
                ),
              ),
          ),
        ),
      )
      .execute()
  }
}
