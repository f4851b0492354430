import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { initial, type MigrationDialect } from './migrations/001-initial.ts'
import type { Schema } from './schema.ts'

/** Brings the database's tables up to date. Each migration runs once, in the order of their names. */
export async function migrate(database: Kysely<Schema>, dialect: MigrationDialect): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () => Promise.resolve({ '001-initial': { up: (db: Kysely<unknown>) => initial(db, dialect) } }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('The database could not be brought up to date.', { cause: error })
}
