import { randomUUID } from 'node:crypto'
import { NotificationSchema } from '@mediconnect/protocol'
import type { Kysely, Transaction } from 'kysely'
import * as v from 'valibot'
import { audienceOf } from './audience.ts'
import type { CommitQueue } from './commit.ts'
import type { Schema } from './schema.ts'
import type { CreateOutcome, NotificationDraft, NotificationStore, StoredNotification } from './store.ts'

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
/** Rows in one insert; databases bound the number of parameters. */
const INSERT_CHUNK = 500

export function createNotificationStore(
  read: Kysely<Schema>,
  commits: CommitQueue,
  now: () => number,
): NotificationStore {
  // Later than every other, to the microsecond: clients ask for what came after the last one they have seen.
  // That one may have been deleted since.
  let newest = 0n

  async function nextTimestamp(transaction: Transaction<Schema>): Promise<string> {
    const stored = await newestStored(transaction)
    const candidates = [BigInt(now()) * 1000n, stored + 1n, newest + 1n]
    newest = candidates.reduce((latest, each) => (each > latest ? each : latest))
    return asText(newest)
  }

  return {
    create: (draft, committed) =>
      commits.run((transaction) => create(transaction, draft, () => nextTimestamp(transaction)), committed),
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
    async unread(userId) {
      const rows = await read
        .selectFrom('notifications')
        .select(({ fn }) => ['notification_type', fn.countAll<number>().as('unread')])
        .where('user_id', '=', userId)
        .where('read_at', 'is', null)
        .groupBy('notification_type')
        .execute()
      return {
        total_unread: rows.reduce((sum, row) => sum + Number(row.unread), 0),
        by_type: Object.fromEntries(rows.map((row) => [row.notification_type, Number(row.unread)])),
      }
    },
    markRead: (userId, id) =>
      commits.run(async (transaction) => {
        const row = await transaction
          .selectFrom('notifications')
          .select('read_at')
          .where('id', '=', id)
          .where('user_id', '=', userId)
          .executeTakeFirst()
        if (!row) return undefined
        if (row.read_at !== null) return { read_at: row.read_at, isNew: false }
        const read_at = new Date(now()).toISOString()
        await transaction.updateTable('notifications').set({ read_at }).where('id', '=', id).execute()
        return { read_at, isNew: true }
      }),
    markAllRead: (userId, type) =>
      commits.run(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('notifications')
          .set({ read_at: new Date(now()).toISOString() })
          .where('user_id', '=', userId)
          .where('read_at', 'is', null)
          .$if(type !== undefined, (query) => query.where('notification_type', '=', type ?? ''))
          .executeTakeFirstOrThrow()
        return Number(numUpdatedRows)
      }),
    deleteAll: (userId, type) =>
      commits.run(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('notifications')
          .where('user_id', '=', userId)
          .$if(type !== undefined, (query) => query.where('notification_type', '=', type ?? ''))
          .executeTakeFirstOrThrow()
        return Number(numDeletedRows)
      }),
  }
}

async function create(
  transaction: Transaction<Schema>,
  draft: NotificationDraft,
  nextTimestamp: () => Promise<string>,
): Promise<CreateOutcome> {
  const { user_ids, unknown } = await audienceOf(transaction, draft.audience)
  if (unknown.length > 0) return { kind: 'unknown_users', user_ids: unknown }
  const created_at = await nextTimestamp()
  const notifications = user_ids.map((user_id) => ({
    user_id,
    data: {
      id: randomUUID(),
      notification_type: draft.notification_type,
      title: draft.title,
      message: draft.message,
      priority: draft.priority,
      created_at,
      metadata: draft.metadata,
      read_at: null,
    },
  }))
  const metadata = JSON.stringify(draft.metadata)
  for (let start = 0; start < notifications.length; start += INSERT_CHUNK) {
    const chunk = notifications.slice(start, start + INSERT_CHUNK)
    await transaction
      .insertInto('notifications')
      .values(chunk.map(({ user_id, data }) => ({ ...data, user_id, metadata })))
      .execute()
  }
  return { kind: 'created', notifications }
}

async function newestStored(transaction: Transaction<Schema>): Promise<bigint> {
  const row = await transaction
    .selectFrom('notifications')
    .select('created_at')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? microseconds(row.created_at) : 0n
}

function asText(time: bigint): string {
  const text = new Date(Number(time / 1000n)).toISOString()
  return `${text.slice(0, -1)}${String(time % 1000n).padStart(3, '0')}Z`
}

function microseconds(timestamp: string): bigint {
  return BigInt(Date.parse(`${timestamp.slice(0, 23)}Z`)) * 1000n + BigInt(timestamp.slice(23, 26))
}

const RowSchema = v.object({
  ...NotificationSchema.entries,
  metadata: v.pipe(v.string(), v.parseJson(), NotificationSchema.entries.metadata),
})

function asNotification(row: unknown): StoredNotification {
  const { read_at, metadata, ...rest } = v.parse(RowSchema, row)
  return { ...rest, metadata: metadata ?? {}, read_at: read_at ?? null }
}
