import { sql, type ColumnDefinitionBuilder, type Kysely, type RawBuilder } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What databases say in different words. */
export interface MigrationDialect {
  /** Type and options of a primary key that the database counts up itself, never using a number twice. */
  readonly idType: 'integer' | 'bigserial'
  readonly asId: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /** The type of text, if it takes more than a word to have it compared by its bytes. */
  readonly text?: RawBuilder<unknown>
  /** Migrations that only this database has. */
  readonly own?: Readonly<Record<string, Migration>>
}

/** Users, rooms, messages with their receipts, notifications, uploads. */
export async function initial(
  db: Kysely<unknown>,
  { idType, asId, text = sql`text` }: MigrationDialect,
): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('username', text, (column) => column.notNull().unique())
    .addColumn('first_name', text, (column) => column.notNull())
    .addColumn('last_name', text, (column) => column.notNull())
    .addColumn('avatar_url', text)
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('is_active', 'integer', (column) => column.notNull())
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('last_seen', text)
    .execute()
  await db.schema
    .createTable('relationships')
    .addColumn('doctor_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('patient_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('active', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('relationships_key', ['doctor_id', 'patient_id'])
    .execute()
  await db.schema
    .createIndex('relationships_by_patient')
    .on('relationships')
    .columns(['patient_id', 'doctor_id'])
    .execute()
  await db.schema
    .createTable('rooms')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('title', text)
    .addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('room_members')
    .addColumn('room_name', text, (column) => column.notNull().references('rooms.name'))
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('own_count', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('read_count', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('read_mark', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('delivered_mark', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('room_members_key', ['room_name', 'user_id'])
    .execute()
  await db.schema.createIndex('room_members_by_user').on('room_members').column('user_id').execute()
  await db.schema
    .createTable('messages')
    .addColumn('id', idType, asId)
    .addColumn('room_name', text, (column) => column.notNull().references('rooms.name'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('sender_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('receiver_id', 'bigint', (column) => column.references('users.id'))
    .addColumn('message', text, (column) => column.notNull())
    .addColumn('message_type', text, (column) => column.notNull())
    .addColumn('metadata', text, (column) => column.notNull())
    .addColumn('client_id', text)
    .addColumn('timestamp', text, (column) => column.notNull())
    .addColumn('is_delivered', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('is_read', 'integer', (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('messages_by_seq', ['room_name', 'seq'])
    .addUniqueConstraint('messages_by_client_id', ['sender_id', 'client_id'])
    .execute()
  await db.schema
    .createTable('receipts')
    .addColumn('id', idType, asId)
    .addColumn('room_name', text, (column) => column.notNull())
    .addColumn('message_id', 'bigint', (column) => column.notNull().references('messages.id'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('timestamp', text, (column) => column.notNull())
    .addColumn('at_seq', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('receipts_by_message', ['message_id', 'user_id', 'status'])
    .execute()
  await db.schema.createIndex('receipts_by_room').on('receipts').columns(['room_name', 'id']).execute()
  await db.schema.createIndex('receipts_by_at_seq').on('receipts').columns(['room_name', 'at_seq', 'id']).execute()
  await db.schema
    .createTable('notifications')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('notification_type', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('message', text, (column) => column.notNull())
    .addColumn('priority', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('metadata', text, (column) => column.notNull())
    .addColumn('read_at', text)
    .execute()
  await db.schema.createIndex('notifications_by_time').on('notifications').columns(['user_id', 'created_at']).execute()
  await db.schema
    .createIndex('notifications_unread')
    .on('notifications')
    .columns(['user_id', 'read_at', 'notification_type'])
    .execute()
  await db.schema.createIndex('notifications_newest').on('notifications').column('created_at').execute()
  await db.schema
    .createTable('uploads')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('room_name', text, (column) => column.notNull().references('rooms.name'))
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('file_name', text, (column) => column.notNull())
    .addColumn('file_size', 'bigint', (column) => column.notNull())
    .addColumn('content_type', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .execute()
}
