import { sql, type Kysely } from 'kysely'
import type { MigrationDialect } from './001-initial.ts'

/** The time of the first notification, if there was none before: earlier than any. */
const BEGINNING = '1970-01-01T00:00:00.000000Z'

/**
 * One notification for many users has one id for all; what is unread is counted as it changes; times go up over all
 * nodes; who is still to get a notification outlives the process.
 */
export async function notificationCounts(db: Kysely<unknown>, dialect: MigrationDialect): Promise<void> {
  // The embedded database does not put migrations into transactions by itself.
  if (db.isTransaction) await change(db, dialect)
  else await db.transaction().execute((transaction) => change(transaction, dialect))
}

async function change(db: Kysely<unknown>, { text = sql`text` }: MigrationDialect): Promise<void> {
  // Not every database can change a primary key in place.
  for (const index of ['notifications_by_time', 'notifications_unread', 'notifications_newest']) {
    await db.schema.dropIndex(index).execute()
  }
  await db.schema.alterTable('notifications').renameTo('notifications_before').execute()
  await db.schema
    .createTable('notifications')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('notification_type', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('message', text, (column) => column.notNull())
    .addColumn('priority', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('metadata', text, (column) => column.notNull())
    .addColumn('read_at', text)
    .addPrimaryKeyConstraint('notifications_key', ['user_id', 'id'])
    .execute()
  await sql`
    insert into notifications
      (id, user_id, notification_type, title, message, priority, created_at, metadata, read_at)
    select id, user_id, notification_type, title, message, priority, created_at, metadata, read_at
    from notifications_before order by user_id, created_at`.execute(db)
  await db.schema.dropTable('notifications_before').execute()
  await db.schema.createIndex('notifications_by_time').on('notifications').columns(['user_id', 'created_at']).execute()
  // Most are read sooner or later, and then leave it.
  await db.schema
    .createIndex('notifications_unread')
    .on('notifications')
    .columns(['user_id', 'created_at'])
    .where(sql<boolean>`read_at is null`)
    .execute()

  await db.schema
    .createTable('notification_counts')
    .addColumn('user_id', 'bigint', (column) => column.notNull().references('users.id'))
    .addColumn('notification_type', text, (column) => column.notNull())
    .addColumn('unread', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notification_counts_key', ['user_id', 'notification_type'])
    .execute()
  await sql`
    insert into notification_counts (user_id, notification_type, unread)
    select user_id, notification_type, count(*) from notifications
    where read_at is null group by user_id, notification_type`.execute(db)

  await db.schema
    .createTable('notification_clock')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('newest', text, (column) => column.notNull())
    .execute()
  await sql`
    insert into notification_clock (id, newest)
    select 1, coalesce(max(created_at), ${BEGINNING}) from notifications`.execute(db)

  await db.schema
    .createTable('notification_jobs')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('draft', text, (column) => column.notNull())
    .addColumn('last_user_id', 'bigint', (column) => column.notNull())
    .addColumn('recipients', 'bigint', (column) => column.notNull())
    .addColumn('is_done', 'integer', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .execute()
}
