import { NOTIFICATION_TYPES, NotificationSchema, type NotificationType } from '@mediconnect/protocol'
import type { Transaction } from 'kysely'
import * as v from 'valibot'
import type { CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { newestTimestamp } from './notificationClock.ts'
import { countFewer, countOf } from './notificationCounts.ts'
import { createNotificationJobs } from './notificationJobs.ts'
import type { Schema } from './schema.ts'
import type { NotificationStore, StoredNotification } from './store.ts'
import { isoTime } from '../isoTime.ts'

const COLUMNS = [
  'id',
  'notification_type',
  'title',
  'message',
  'priority',
  'created_at',
  'metadata',
  'read_at',
] as const
/** Users asked about in one query. */
const LOOKUP = 1_000

export function createNotificationStore(
  database: Database,
  commits: CommitQueue,
  now: () => number,
): NotificationStore {
  const { read, dialect } = database
  return {
    ...createNotificationJobs(database, commits, now),
    async list(userId, filter) {
      const rows = await read
        .selectFrom('notifications')
        .select(COLUMNS)
        .where('user_id', '=', userId)
        .$if(filter.unread === true, (query) => query.where('read_at', 'is', null))
        .$if(filter.unread === false, (query) => query.where('read_at', 'is not', null))
        .$if(filter.type !== undefined, (query) => query.where('notification_type', '=', filter.type ?? ''))
        .$if(filter.priority !== undefined, (query) => query.where('priority', '=', filter.priority ?? ''))
        .$if(filter.before !== undefined, (query) => query.where('created_at', '<', filter.before ?? ''))
        .orderBy('created_at', 'desc')
        .limit(filter.limit)
        .execute()
      return rows.map(asNotification)
    },
    async after(userId, createdAt, limit) {
      const rows = await read
        .selectFrom('notifications')
        .select(COLUMNS)
        .where('user_id', '=', userId)
        .where('created_at', '>', createdAt)
        .orderBy('created_at')
        .limit(limit)
        .execute()
      return rows.map(asNotification)
    },
    async newest(userId) {
      const row = await read
        .selectFrom('notifications')
        .select('created_at')
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.created_at ?? ''
    },
    async changedSince(createdAt, userIds) {
      const newest = await newestTimestamp(read)
      const user_ids: number[] = []
      if (newest <= createdAt) return { user_ids, newest }
      for (let start = 0; start < userIds.length; start += LOOKUP) {
        const rows = await read
          .selectFrom('notifications')
          .select('user_id')
          .distinct()
          .where('user_id', 'in', dialect.numbers(userIds.slice(start, start + LOOKUP)))
          .where('created_at', '>', createdAt)
          .execute()
        user_ids.push(...rows.map((row) => row.user_id))
      }
      return { user_ids, newest }
    },
    unread: (userId) => countOf(read, userId),
    markRead: (userId, id) =>
      commits.run(async (transaction) => {
        const read_at = isoTime(now())
        // Of several nodes that do this at once, one finds it unread.
        const marked = await transaction
          .updateTable('notifications')
          .set({ read_at })
          .where('user_id', '=', userId)
          .where('id', '=', id)
          .where('read_at', 'is', null)
          .returning('notification_type')
          .executeTakeFirst()
        if (marked) {
          await countFewer(transaction, userId, marked.notification_type, 1)
          return { read_at, isNew: true }
        }
        const row = await transaction
          .selectFrom('notifications')
          .select('read_at')
          .where('user_id', '=', userId)
          .where('id', '=', id)
          .executeTakeFirst()
        return row?.read_at ? { read_at: row.read_at, isNew: false } : undefined
      }),
    markAllRead: (userId, type) =>
      commits.run((transaction) =>
        eachType(type, async (each) => {
          const { numUpdatedRows } = await transaction
            .updateTable('notifications')
            .set({ read_at: isoTime(now()) })
            .where('user_id', '=', userId)
            .where('read_at', 'is', null)
            .where('notification_type', '=', each)
            .executeTakeFirstOrThrow()
          await countFewer(transaction, userId, each, Number(numUpdatedRows))
          return Number(numUpdatedRows)
        }),
      ),
    deleteAll: (userId, type) =>
      commits.run((transaction) =>
        eachType(type, async (each) => {
          const unread = await deleteThose(transaction, userId, each, 'is')
          await countFewer(transaction, userId, each, unread)
          return unread + (await deleteThose(transaction, userId, each, 'is not'))
        }),
      ),
  }
}

async function deleteThose(
  transaction: Transaction<Schema>,
  userId: number,
  type: NotificationType,
  isUnread: 'is' | 'is not',
): Promise<number> {
  const { numDeletedRows } = await transaction
    .deleteFrom('notifications')
    .where('user_id', '=', userId)
    .where('notification_type', '=', type)
    .where('read_at', isUnread, null)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Counts are kept by type, and so one is changed after the other; the sum of what was changed. */
async function eachType(
  only: NotificationType | undefined,
  change: (type: NotificationType) => Promise<number>,
): Promise<number> {
  let sum = 0
  for (const type of only === undefined ? NOTIFICATION_TYPES : [only]) sum += await change(type)
  return sum
}

const RowSchema = v.object({
  ...NotificationSchema.entries,
  metadata: v.pipe(v.string(), v.parseJson(), NotificationSchema.entries.metadata),
})

function asNotification(row: unknown): StoredNotification {
  const { read_at, metadata, ...rest } = v.parse(RowSchema, row)
  return { ...rest, metadata: metadata ?? {}, read_at: read_at ?? null }
}
