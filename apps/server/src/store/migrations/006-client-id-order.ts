import { sql, type Kysely } from 'kysely'

/**
 * Ids that clients make from the time (UUID version 7) then lie side by side, and the messages of a commit change a
 * page or two of this index; with the sender in front each changed one of its own.
 */
const COLUMNS = ['client_id', 'sender_id']

export async function clientIdOrder(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').dropConstraint('messages_by_client_id').execute()
  await db.schema.createIndex('messages_by_client_id').on('messages').columns(COLUMNS).unique().execute()
}

/** The embedded database cannot drop a constraint: the rows move to a new table. Foreign keys have to be off. */
export async function clientIdOrderByCopy(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable('messages_copy')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('room_name', 'text', (column) => column.notNull().references('rooms.name'))
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('sender_id', 'bigint', (column) => column.notNull().references('users.id'))
      .addColumn('receiver_id', 'bigint', (column) => column.references('users.id'))
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('message_type', 'text', (column) => column.notNull())
      .addColumn('metadata', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text')
      .addColumn('timestamp', 'text', (column) => column.notNull())
      .addColumn('is_delivered', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('is_read', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await sql`insert into messages_copy select * from messages order by id`.execute(transaction)
    await transaction.schema.dropTable('messages').execute()
    await transaction.schema.alterTable('messages_copy').renameTo('messages').execute()
    for (const [name, columns] of [
      ['messages_by_seq', ['room_name', 'seq']],
      ['messages_by_client_id', COLUMNS],
    ] as const) {
      await transaction.schema
        .createIndex(name)
        .on('messages')
        .columns([...columns])
        .unique()
        .execute()
    }
  })
}
