import type { UnreadCount } from '@mediconnect/protocol'
import type { Kysely, Transaction } from 'kysely'
import type { Dialect } from './database.ts'
import type { Schema } from './schema.ts'

/** Each of these users has one more unread; in the transaction that stores it. */
export async function countOneMore(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  userIds: readonly number[],
  type: string,
): Promise<void> {
  const rows = userIds.map((user_id) => ({ user_id, notification_type: type, unread: 1 }))
  const columns = { user_id: 'bigint', notification_type: 'text', unread: 'bigint' } as const
  await transaction
    .insertInto('notification_counts')
    .columns(['user_id', 'notification_type', 'unread'])
    .expression(({ selectFrom, lit }) =>
      selectFrom(dialect.table(columns, rows).as('more'))
        .select(['more.user_id', 'more.notification_type', 'more.unread'])
        // Without a condition the embedded database takes `on conflict` for one of a join.
        .where(lit(true))
        // Nodes that count for the same users wait for each other, and never in a ring.
        .orderBy('more.user_id'),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'notification_type'])
        .doUpdateSet((row) => ({ unread: row('notification_counts.unread', '+', row.ref('excluded.unread')) })),
    )
    .execute()
}

/** So many of the user's are unread no longer; in the transaction that read or deleted them. */
export async function countFewer(
  transaction: Transaction<Schema>,
  userId: number,
  type: string,
  fewer: number,
): Promise<void> {
  if (fewer === 0) return
  await transaction
    .updateTable('notification_counts')
    .set((row) => ({ unread: row('unread', '-', fewer) }))
    .where('user_id', '=', userId)
    .where('notification_type', '=', type)
    .execute()
}

export async function countOf(read: Kysely<Schema>, userId: number): Promise<Required<UnreadCount>> {
  const rows = await read
    .selectFrom('notification_counts')
    .select(['notification_type', 'unread'])
    .where('user_id', '=', userId)
    .where('unread', '>', 0)
    .execute()
  return {
    total_unread: rows.reduce((sum, row) => sum + row.unread, 0),
    by_type: Object.fromEntries(rows.map((row) => [row.notification_type, row.unread])),
  }
}
