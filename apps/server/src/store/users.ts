import type { Selectable } from 'kysely'
import { promised, type CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { gathered } from './gathered.ts'
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
  const usersQuery = prepared(database, (db, place) =>
    db
      .selectFrom('users')
      .select(USER_COLUMNS)
      .where('id', 'in', dialect.numbers(place('ids')))
      .orderBy('id'),
  )
  const find = gathered<number, UserRecord | undefined>(async (ids) => {
    const users = new Map((await findMany(ids)).map((user) => [user.id, user]))
    return (id) => users.get(id)
  })

  async function findMany(ids: readonly number[]): Promise<UserRecord[]> {
    if (ids.length === 0) return []
    return (await usersQuery.rows(read, { ids: [...new Set(ids)] })).map(asUser)
  }

  const seen = commits.grouped<{ id: number; last_seen: string }, void>(async (transaction, users) => {
    // Of two about the same user the later one counts.
    const rows = [...new Map(users.map((user) => [user.id, user])).values()].sort((a, b) => a.id - b.id)
    await dialect.updateMany(transaction, { table: 'users', keys: ['id'], column: 'last_seen', how: 'set' }, rows)
    return users.map(() => undefined)
  })

  return {
    find,
    findMany,
    async credentials(username) {
      const row = await read
        .selectFrom('users')
        .select(['id', 'password_hash', 'is_active'])
        .where('username', '=', username)
        .executeTakeFirst()
      return row && { ...row, is_active: row.is_active === 1 }
    },
    async recordLastSeen(id, last_seen) {
      await promised(seen)({ id, last_seen })
    },
  }
}

export function asUser(row: Omit<Selectable<Schema['users']>, 'password_hash'>): UserRecord {
  return {
    id: row.id,
    username: row.username,
    first_name: row.first_name,
    last_name: row.last_name,
    avatar_url: row.avatar_url,
    role: row.role,
    is_active: row.is_active === 1,
    last_seen: row.last_seen,
  }
}
