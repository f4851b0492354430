import type { Kysely, Transaction } from 'kysely'
import { auditRow } from './audit.ts'
import { promised, type CommitQueue } from './commit.ts'
import type { Database, Dialect } from './database.ts'
import { statusOf } from './messageRows.ts'
import { prepared } from './prepared.ts'
import type { Schema } from './schema.ts'
import type { MarkOutcome, Receipt, ReceiptRequest, ReceiptStore } from './store.ts'
import { isoTime } from '../isoTime.ts'

/** Receipts made in one operation; more would hold up other users' commits. */
const MAX_RECEIPTS = 200

export function createReceiptStore(database: Database, commits: CommitQueue, now: () => number): ReceiptStore {
  const { read, dialect } = database
  const afterQuery = prepared(database, (db, place) =>
    selectReceipts(db)
      .where('receipts.room_name', '=', place<string>('room'))
      .where('receipts.position', '>', place<number>('position'))
      .limit(place<number>('limit')),
  )
  const missedQuery = prepared(database, (db, place) =>
    selectReceipts(db, 'receipts.at_seq')
      .where('receipts.room_name', '=', place<string>('room'))
      .where('receipts.at_seq', '>=', place<number>('seq'))
      .where('receipts.seq', '<=', place<number>('seq'))
      .where('receipts.position', '>', place<number>('after'))
      .where('receipts.position', '<=', place<number>('upTo'))
      .limit(place<number>('limit')),
  )
  const submit = commits.grouped<ReceiptRequest, MarkOutcome>(async (transaction, requests) => {
    const at = now()
    // Whoever has a room gives out its places. Taken in the order of their names, nodes never wait in a ring.
    const rooms = transaction
      .selectFrom('rooms')
      .select('name')
      .where('name', 'in', dialect.texts([...new Set(requests.map((request) => request.room_name))]))
      .orderBy('name')
    await dialect.locked(rooms).execute()
    const outcomes: MarkOutcome[] = []
    for (const request of requests) outcomes.push(await mark(transaction, dialect, request, at))
    return outcomes
  })

  return {
    mark: promised(submit),
    async after(room, position, limit) {
      return (await afterQuery.rows(read, { room, position, limit })).map(asReceipt)
    },
    async missed(room, seq, after, upTo, limit) {
      return (await missedQuery.rows(read, { room, seq, after, upTo, limit })).map(asReceipt)
    },
  }
}

/**
 * Receipts, oldest first, with how far their messages are by now. `at_seq` never goes down within a room, so it gives
 * the same order; it says which index finds them.
 */
function selectReceipts(db: Kysely<Schema>, first: 'receipts.at_seq' | 'receipts.position' = 'receipts.position') {
  return db
    .selectFrom('receipts')
    .innerJoin('messages', 'messages.id', 'receipts.message_id')
    .select([
      'receipts.position',
      'receipts.message_id',
      'receipts.user_id',
      'receipts.status',
      'receipts.timestamp',
      'messages.is_delivered',
      'messages.is_read',
    ])
    .orderBy(first)
    .orderBy('receipts.position')
}

function asReceipt({
  is_delivered,
  is_read,
  ...receipt
}: Omit<Receipt, 'overall'> & { is_delivered: number; is_read: number }): Receipt {
  return { ...receipt, overall: statusOf({ is_delivered, is_read }) }
}

const NOTHING: MarkOutcome = { kind: 'marked', receipts: [], at_seq: 0, more: false }

async function mark(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  request: ReceiptRequest,
  at: number,
): Promise<MarkOutcome> {
  const timestamp = isoTime(at)
  const { room_name, user_id, status } = request
  const room = await transaction
    .selectFrom('rooms')
    .select(['last_seq', 'last_receipt'])
    .where('name', '=', room_name)
    .executeTakeFirst()
  const target = await transaction
    .selectFrom('messages')
    .select('seq')
    .where('id', '=', request.message_id)
    .where('room_name', '=', room_name)
    .executeTakeFirst()
  if (!room || !target) return { kind: 'unknown_message' }
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
  const newest = room.last_receipt + chosen.length
  await transaction
    .insertInto('receipts')
    .values(
      chosen.map(({ id, seq }, index) => ({
        room_name,
        message_id: id,
        seq,
        user_id,
        status,
        timestamp,
        at_seq: room.last_seq,
        position: room.last_receipt + 1 + index,
      })),
    )
    .execute()
  await transaction.updateTable('rooms').set({ last_receipt: newest }).where('name', '=', room_name).execute()
  if (status === 'read') {
    const note = {
      action: 'read',
      user_id,
      room_name,
      seq_from: first.seq,
      seq_to: last.seq,
      ...request.origin,
    } as const
    await dialect.insertMany(transaction, 'audit_log', [auditRow(note, at)])
    await transaction
      .updateTable('room_members')
      .set((row) => ({ read_count: row('read_count', '+', chosen.length) }))
      .where('room_name', '=', room_name)
      .where('user_id', '=', user_id)
      .execute()
  }
  await settleMessages(transaction, room_name, user_id, first.seq, last.seq)
  const receipts = await selectReceipts(transaction)
    .where('receipts.room_name', '=', room_name)
    .where('receipts.position', '>', room.last_receipt)
    .execute()
  return { kind: 'marked', receipts: receipts.map(asReceipt), at_seq: room.last_seq, more }
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
