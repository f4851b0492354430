import { sql, type Kysely } from 'kysely'

/**
 * Leaves room in the pages of rows that change often, and never in a column of an index: the new version of a row then
 * lies beside the old one and no index is touched. Postgres only.
 */
export async function roomToUpdate(db: Kysely<unknown>): Promise<void> {
  // Changed with every message: few rows, and their old versions are to go soon.
  for (const table of ['rooms', 'room_members']) {
    await sql`
      alter table ${sql.table(table)} set (
        fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000)`.execute(db)
  }
  await sql`alter table users set (fillfactor = 80)`.execute(db)
  // Delivered, then read, soon after it was written; then never again. Large: cleaned in small portions.
  await sql`
    alter table messages set (
      fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
      autovacuum_analyze_scale_factor = 0.02)`.execute(db)
}
