import type { Kysely, Transaction } from 'kysely'
import type { Dialect } from './database.ts'
import type { Schema } from './schema.ts'
import type { NotificationDraft } from './store.ts'

/** Ids looked up at once. */
const LOOKUP = 1_000

type Audience = NotificationDraft['audience']

/** Some of the active users a notification is for, in the order of their ids. */
export interface NextUsers {
  readonly user_ids: readonly number[]
  /** Asked for by id, but not there or not active. */
  readonly unknown: readonly number[]
  /** The id to go on after. */
  readonly last: number
  readonly isLast: boolean
}

/** With the ids in their order, each once. */
export function sortedAudience(audience: Audience): Audience {
  if (!('user_ids' in audience)) return audience
  return { user_ids: [...new Set(audience.user_ids)].sort((a, b) => a - b) }
}

/**
 * Who of a list of `limit` or more was asked for, but is not there or not active. A shorter one is looked up by
 * {@link nextUsers}, in its transaction.
 */
export async function unknownUsers(
  read: Kysely<Schema>,
  dialect: Dialect,
  audience: Audience,
  limit: number,
): Promise<readonly number[]> {
  if (!('user_ids' in audience) || audience.user_ids.length < limit) return []
  const unknown: number[] = []
  for (let start = 0; start < audience.user_ids.length; start += LOOKUP) {
    unknown.push(...(await lookUp(read, dialect, audience.user_ids.slice(start, start + LOOKUP))).unknown)
    // The embedded database answers at once, and would let nobody else have a turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return unknown
}

/** The next users of a {@link sortedAudience}. */
export async function nextUsers(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  audience: Audience,
  after: number,
  limit: number,
): Promise<NextUsers> {
  if ('user_ids' in audience) {
    const start = audience.user_ids.findIndex((id) => id > after)
    const asked = start < 0 ? [] : audience.user_ids.slice(start, start + limit)
    const found = await lookUp(transaction, dialect, asked)
    return { ...found, last: asked.at(-1) ?? after, isLast: asked.length < limit }
  }
  const later = selectActive(transaction).where('id', '>', after).limit(limit)
  const rows = await ('roles' in audience ? later.where('role', 'in', [...new Set(audience.roles)]) : later).execute()
  const user_ids = rows.map((row) => row.id)
  return { user_ids, unknown: [], last: user_ids.at(-1) ?? after, isLast: user_ids.length < limit }
}

async function lookUp(db: Kysely<Schema>, dialect: Dialect, asked: readonly number[]) {
  const rows = await selectActive(db).where('id', 'in', dialect.numbers(asked)).execute()
  const user_ids = rows.map((row) => row.id)
  const found = new Set(user_ids)
  return { user_ids, unknown: asked.filter((id) => !found.has(id)) }
}

function selectActive(db: Kysely<Schema>) {
  return db.selectFrom('users').select('id').where('is_active', '=', 1).orderBy('id')
}
