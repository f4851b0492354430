import { randomUUID } from 'node:crypto'
import { NotificationSchema, NotificationTypeSchema, PrioritySchema, RoleSchema } from '@mediconnect/protocol'
import type { Transaction } from 'kysely'
import * as v from 'valibot'
import { nextUsers, sortedAudience, unknownUsers } from './audience.ts'
import type { CommitQueue } from './commit.ts'
import type { Database, Dialect } from './database.ts'
import { nextTimestamp } from './notificationClock.ts'
import { countOneMore } from './notificationCounts.ts'
import type { Schema } from './schema.ts'
import type {
  CreateOutcome,
  JobProgress,
  NotificationChunk,
  NotificationDraft,
  NotificationJob,
  NotificationStore,
} from './store.ts'

/** Users in one commit at most, and the bytes stored for them: more would hold up other users' messages. */
const CHUNK_USERS = 500
const CHUNK_BYTES = 4 * 1024 * 1024
/** A job that nobody went on with for so long is anybody's. */
const LEASE_MS = 5_000
/** Finished jobs are kept for nodes that went on with them at the same time. */
const KEEP_DONE_MS = 60 * 60_000

type JobStore = Pick<NotificationStore, 'create' | 'proceed' | 'claimJobs' | 'releaseJob'>

/** Sends notifications, a few hundred users in each commit: chat has its turn in between. */
export function createNotificationJobs({ read, dialect }: Database, commits: CommitQueue, now: () => number): JobStore {
  const lease = () => now() + LEASE_MS

  return {
    async create({ audience, ...content }, committed) {
      const job = { id: randomUUID(), draft: { ...content, audience: sortedAudience(audience) } }
      const unknown = await unknownUsers(read, dialect, job.draft.audience, chunkUsers(job.draft))
      if (unknown.length > 0) return { kind: 'unknown_users', user_ids: unknown }
      const { outcome } = await commits.run(
        (transaction) => begin(transaction, dialect, job, now(), lease()),
        tell(committed),
      )
      return outcome
    },
    async proceed(job, committed) {
      const { outcome } = await commits.run(
        (transaction) => proceed(transaction, dialect, job, now(), lease()),
        tell(committed),
      )
      return outcome
    },
    async claimJobs() {
      const abandoned = read
        .selectFrom('notification_jobs')
        .select('id')
        .where('is_done', '=', 0)
        .where('leased_until', '<', now())
        .orderBy('id')
      const ids = (await abandoned.execute()).map((row) => row.id)
      if (ids.length === 0) return []
      return commits.run((transaction) => claim(transaction, dialect, ids, now(), lease()))
    },
    releaseJob: (job) =>
      commits.run(async (transaction) => {
        await transaction.updateTable('notification_jobs').set({ leased_until: 0 }).where('id', '=', job.id).execute()
      }),
  }
}

/** What came of an operation, and who is to be told after its commit. */
interface Step<Outcome> {
  readonly outcome: Outcome
  readonly chunk?: NotificationChunk | undefined
}

const tell =
  (committed: (chunk: NotificationChunk) => void) =>
  ({ chunk }: Step<unknown>): void => {
    if (chunk) committed(chunk)
  }

function chunkUsers({ title, message, metadata }: NotificationDraft): number {
  const bytes = Buffer.byteLength(title) + Buffer.byteLength(message) + Buffer.byteLength(JSON.stringify(metadata))
  return Math.max(1, Math.min(CHUNK_USERS, Math.floor(CHUNK_BYTES / bytes)))
}

async function begin(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  job: NotificationJob,
  now: number,
  leased_until: number,
): Promise<Step<CreateOutcome>> {
  const limit = chunkUsers(job.draft)
  const next = await nextUsers(transaction, dialect, job.draft.audience, 0, limit)
  // Those of a longer list were looked up before; who is gone since then gets nothing.
  if (next.isLast && next.unknown.length > 0) {
    return { outcome: { kind: 'unknown_users', user_ids: next.unknown } }
  }
  const chunk = await store(transaction, dialect, job, next.user_ids, now)
  const recipients = next.user_ids.length
  if (next.isLast) return { outcome: { kind: 'created', recipients, job: undefined }, chunk }
  await transaction
    .deleteFrom('notification_jobs')
    .where('is_done', '=', 1)
    .where('leased_until', '<', now - KEEP_DONE_MS)
    .execute()
  const draft = JSON.stringify(job.draft)
  await transaction
    .insertInto('notification_jobs')
    .values({ id: job.id, draft, last_user_id: next.last, recipients, is_done: 0, leased_until })
    .execute()
  return { outcome: { kind: 'created', recipients, job }, chunk }
}

async function proceed(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  job: NotificationJob,
  now: number,
  leased_until: number,
): Promise<Step<JobProgress>> {
  // Whoever has its row goes on with it, from where the last one left it.
  const position = transaction
    .selectFrom('notification_jobs')
    .select(['last_user_id', 'recipients', 'is_done'])
    .where('id', '=', job.id)
  const before = await dialect.locked(position).executeTakeFirstOrThrow()
  if (before.is_done === 1) return { outcome: { recipients: before.recipients, isDone: true } }
  const limit = chunkUsers(job.draft)
  const next = await nextUsers(transaction, dialect, job.draft.audience, before.last_user_id, limit)
  const chunk = await store(transaction, dialect, job, next.user_ids, now)
  const recipients = before.recipients + next.user_ids.length
  await transaction
    .updateTable('notification_jobs')
    .set({ last_user_id: next.last, recipients, is_done: next.isLast ? 1 : 0, leased_until })
    .where('id', '=', job.id)
    .execute()
  return { outcome: { recipients, isDone: next.isLast }, chunk }
}

async function store(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  { id, draft }: NotificationJob,
  user_ids: readonly number[],
  now: number,
): Promise<NotificationChunk | undefined> {
  if (user_ids.length === 0) return undefined
  const { notification_type, title, message, priority, metadata } = draft
  const content = { notification_type, title, message, priority, metadata }
  const created_at = await nextTimestamp(transaction, dialect, now)
  const rows = user_ids.map((user_id) => ({ user_id }))
  await transaction
    .insertInto('notifications')
    .columns(['user_id', 'id', 'notification_type', 'title', 'message', 'priority', 'created_at', 'metadata'])
    .expression(({ selectFrom, val }) =>
      // What is the same for all is sent to the database once.
      selectFrom(dialect.table({ user_id: 'bigint' }, rows).as('recipients')).select([
        'recipients.user_id',
        val(id).as('id'),
        val(notification_type).as('notification_type'),
        val(title).as('title'),
        val(message).as('message'),
        val(priority).as('priority'),
        val(created_at).as('created_at'),
        val(JSON.stringify(metadata)).as('metadata'),
      ]),
    )
    .execute()
  await countOneMore(transaction, dialect, user_ids, notification_type)
  return { user_ids, data: { id, ...content, created_at, read_at: null } }
}

/** Another node may have been faster. */
async function claim(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  ids: readonly string[],
  now: number,
  leased_until: number,
): Promise<readonly NotificationJob[]> {
  const abandoned = transaction
    .selectFrom('notification_jobs')
    .select(['id', 'draft'])
    .where('id', 'in', dialect.texts(ids))
    .where('is_done', '=', 0)
    .where('leased_until', '<', now)
    .orderBy('id')
  const rows = await dialect.locked(abandoned).execute()
  const claimed = rows.map((row) => row.id)
  await transaction
    .updateTable('notification_jobs')
    .set({ leased_until })
    .where('id', 'in', dialect.texts(claimed))
    .execute()
  return rows.map(({ id, draft }) => ({ id, draft: asDraft(draft) }))
}

const DraftSchema = v.object({
  audience: v.union([
    v.object({ user_ids: v.array(v.number()) }),
    v.object({ roles: v.array(RoleSchema) }),
    v.object({ broadcast: v.literal(true) }),
  ]),
  notification_type: NotificationTypeSchema,
  title: v.string(),
  message: v.string(),
  priority: PrioritySchema,
  metadata: NotificationSchema.entries.metadata,
})

function asDraft(text: string): NotificationDraft {
  const { metadata, ...draft } = v.parse(v.pipe(v.string(), v.parseJson(), DraftSchema), text)
  return { ...draft, metadata: metadata ?? {} }
}
