import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import type { NotificationDraft } from './store.ts'

/** Ids in one query; databases bound the number of parameters. */
const CHUNK = 500

interface Audience {
  readonly user_ids: readonly number[]
  /** Asked for by id, but not there or not active. */
  readonly unknown: readonly number[]
}

/** The active users a notification is for. */
export async function audienceOf(
  transaction: Transaction<Schema>,
  audience: NotificationDraft['audience'],
): Promise<Audience> {
  const active = transaction.selectFrom('users').select('id').where('is_active', '=', 1).orderBy('id')
  if (!('user_ids' in audience)) {
    const users = await ('roles' in audience ? active.where('role', 'in', audience.roles) : active).execute()
    return { user_ids: users.map((user) => user.id), unknown: [] }
  }
  const asked = [...new Set(audience.user_ids)]
  const found = new Set<number>()
  for (let start = 0; start < asked.length; start += CHUNK) {
    const users = await active.where('id', 'in', asked.slice(start, start + CHUNK)).execute()
    for (const user of users) found.add(user.id)
  }
  return { user_ids: [...found].sort((a, b) => a - b), unknown: asked.filter((id) => !found.has(id)) }
}
