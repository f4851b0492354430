import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { initial, type MigrationDialect } from './migrations/001-initial.ts'
import { receiptPositions } from './migrations/002-receipt-positions.ts'
import { auditLog } from './migrations/004-audit-log.ts'
import { notificationCounts } from './migrations/005-notification-counts.ts'
import type { Schema } from './schema.ts'

/** Brings the database's tables up to date. Each migration runs once, in the order of their names. */
export async function migrate(database: Kysely<Schema>, dialect: MigrationDialect): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () =>
        Promise.resolve({
          '001-initial': { up: (db: Kysely<unknown>) => initial(db, dialect) },
          '002-receipt-positions': { up: receiptPositions },
          ...dialect.own,
          '004-audit-log': { up: (db: Kysely<unknown>) => auditLog(db, dialect) },
          '005-notification-counts': { up: (db: Kysely<unknown>) => notificationCounts(db, dialect) },
        }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const reason = error instanceof Error ? `: ${error.message}` : '.'
  throw new Error(`The database could not be brought up to date${reason}`, { cause: error })
}
