import type { Selectable } from 'kysely'
import type { CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
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

export function createUserStore(database: Database, commits: CommitQueue): UserStore {
  const { read, dialect } = database
  const userQuery = prepared(database, (db, place) =>
    db.selectFrom('users').select(USER_COLUMNS).where('id', '=', place<number>('id')),
  )

  const seen = commits.grouped<{ id: number; last_seen: string }, void>(async (transaction, users) => {
    // Of two about the same user the later one counts.
    const rows = [...new Map(users.map((user) => [user.id, user])).values()].sort((a, b) => a.id - b.id)
    await dialect.updateMany(transaction, { table: 'users', keys: ['id'], column: 'last_seen', how: 'set' }, rows)
    return users.map(() => undefined)
  })

  return {
    async find(id) {
      const row = await userQuery.first(read, { id })
      return row && asUser(row)
    },
    async findMany(ids) {
      if (ids.length === 0) return []
      const rows = await read
        .selectFrom('users')
        .select(USER_COLUMNS)
        .where('id', 'in', dialect.numbers(ids))
        .orderBy('id')
        .execute()
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
    async recordLastSeen(id, last_seen) {
      await seen({ id, last_seen })
    },
  }
}

export function asUser(row: Omit<Selectable<Schema['users']>, 'password_hash'>): UserRecord {
  return { ...row, is_active: row.is_active === 1 }
}
