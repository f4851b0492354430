import { sql, type Kysely } from 'kysely'

/** One row a transaction: whether a commit came through whose answer was lost. Postgres only. */
export async function commitMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('commit_marks')
    .addColumn('writer', 'uuid', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull())
    .addColumn('is_committed', 'boolean', (column) => column.notNull())
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('commit_marks_key', ['writer', 'place'])
    .execute()
  await sql`alter table commit_marks set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`.execute(
    db,
  )
}
