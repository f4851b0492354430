import { sql, type Kysely } from 'kysely'

/** What was uploaded, in parts, where every node can read it. Postgres only. */
export async function uploadContents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('upload_contents')
    .addColumn('upload_id', sql`text collate "C"`, (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('content', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('upload_contents_key', ['upload_id', 'part'])
    .execute()
  // Pictures, sound and the like are compressed already.
  await sql`alter table upload_contents alter column content set storage external`.execute(db)
}
