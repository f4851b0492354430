import {
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Driver,
} from 'kysely'
import { Pool } from 'pg'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { postgresMigrations } from './postgresMigrations.ts'
import { postgresDialect } from './postgresDialect.ts'
import { postgresOptions, type PostgresOptions } from './postgresOptions.ts'
import { PostgresReader } from './postgresReader.ts'
import { createStatementNames } from './postgresStatements.ts'
import { PostgresWriter } from './postgresWriter.ts'
import type { Schema } from './schema.ts'
import { untilPostgresIsUp } from './untilPostgresIsUp.ts'

interface Options {
  /** Connections at most: one writes, the others read. */
  readonly poolSize: number
  /** Hears of what heals by itself. */
  readonly onError: (error: unknown) => void
}

/** Opens Postgres, waiting for one that is not up yet, and brings it up to date. */
export async function openPostgres(url: string, { poolSize, onError }: Options): Promise<Database> {
  const options = postgresOptions(url)
  await untilPostgresIsUp(options.setup, onError)
  await bringUpToDate(options)
  const names = createStatementNames()
  const read = connect(new PostgresReader({ client: options.read, size: Math.max(1, poolSize - 1), names, onError }))
  const write = connect(new PostgresWriter({ client: options.write, names, onError }))
  return {
    dialect: postgresDialect,
    read,
    write,
    async close() {
      await read.destroy()
      await write.destroy()
    },
  }
}

/** On a connection that may take its time. Of nodes that start together one does it, and the others wait for it. */
async function bringUpToDate({ setup }: PostgresOptions): Promise<void> {
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new Pool({ ...setup, max: 1 }) }) })
  try {
    await migrate(database, postgresMigrations)
  } finally {
    await database.destroy()
  }
}

function connect(driver: Driver): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
