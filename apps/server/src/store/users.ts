import type { Kysely, Selectable } from 'kysely'
import type { CommitQueue } from './commit.ts'
import type { Schema } from './schema.ts'
import type { UserRecord, UserStore } from './store.ts'

export const USER_COLUMNS = [
  'users.id',
  'users.username',
  'users.first_name',
  'users.last_name',
  'users.avatar_url',
  'users.role',
  'users.is_active',
  'users.last_seen',
] as const

export function createUserStore(read: Kysely<Schema>, commits: CommitQueue): UserStore {
  return {
    async find(id) {
      const row = await read.selectFrom('users').select(USER_COLUMNS).where('id', '=', id).executeTakeFirst()
      return row && asUser(row)
    },
    async findMany(ids) {
      if (ids.length === 0) return []
      const rows = await read.selectFrom('users').select(USER_COLUMNS).where('id', 'in', ids).orderBy('id').execute()
      return rows.map(asUser)
    },
    async credentials(username) {
      const row = await read
        .selectFrom('users')
        .select(['id', 'password_hash', 'is_active'])
        .where('username', '=', username)
        .executeTakeFirst()
      return row && { ...row, is_active: row.is_active === 1 }
    },
    async recordLastSeen(id, timestamp) {
      await commits.run((transaction) =>
        transaction.updateTable('users').set({ last_seen: timestamp }).where('id', '=', id).execute(),
      )
    },
  }
}

export function asUser(row: Omit<Selectable<Schema['users']>, 'password_hash'>): UserRecord {
  return { ...row, is_active: row.is_active === 1 }
}
