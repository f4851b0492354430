import { sql, type Kysely } from 'kysely'

/** Receipts get a place in their room, without gaps like the messages': a node can see that it missed some. */
export async function receiptPositions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('rooms')
    .addColumn('last_receipt', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('receipts')
    .addColumn('position', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`
    update receipts set position = numbered.place
    from (select id, row_number() over (partition by room_name order by id) as place from receipts) as numbered
    where numbered.id = receipts.id`.execute(db)
  await sql`
    update rooms set last_receipt = coalesce(
      (select max(position) from receipts where receipts.room_name = rooms.name), 0)`.execute(db)
  await db.schema.dropIndex('receipts_by_room').execute()
  await db.schema.dropIndex('receipts_by_at_seq').execute()
  await db.schema
    .createIndex('receipts_by_position')
    .on('receipts')
    .columns(['room_name', 'position'])
    .unique()
    .execute()
  await db.schema
    .createIndex('receipts_by_at_seq')
    .on('receipts')
    .columns(['room_name', 'at_seq', 'position'])
    .execute()
}
