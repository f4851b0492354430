import { sql, type Kysely } from 'kysely'
import type { MigrationDialect } from './001-initial.ts'

/**
 * What comes with every message. An index by user or room would have to change a page of its own for nearly each of
 * them, which costs more than the message itself: these are found by looking through a time.
 */
export const FREQUENT_ACTIONS = ['sent', 'read'] as const

/** What the indexes hold. A query has to say the same to use them. */
export const isRareAction = sql<boolean>`action not in (${sql.join(FREQUENT_ACTIONS.map((action) => sql.lit(action)))})`

/** Who did what, on what, when, from where. */
export async function auditLog(db: Kysely<unknown>, { idType, asId }: MigrationDialect): Promise<void> {
  await db.schema
    .createTable('audit_log')
    .addColumn('id', idType, asId)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('user_id', 'bigint')
    .addColumn('room_name', 'text')
    .addColumn('seq_from', 'bigint')
    .addColumn('seq_to', 'bigint')
    .addColumn('target', 'text')
    .addColumn('address', 'text')
    .addColumn('socket_id', 'text')
    .execute()
  for (const column of ['user_id', 'room_name', 'action']) {
    await db.schema
      .createIndex(`audit_log_by_${column}`)
      .on('audit_log')
      .columns([column, 'id'])
      .where(isRareAction)
      .execute()
  }
}
