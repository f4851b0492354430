import { DatabaseSync } from 'node:sqlite'
import type { Config } from '../src/server.ts'

/** Changes the database from outside, as another program would. */
export function execute(config: Config, sql: string): void {
  const database = new DatabaseSync(config.databaseFile)
  try {
    database.exec('pragma busy_timeout = 2000')
    database.exec(sql)
  } finally {
    database.close()
  }
}

/** Holds the write lock until the function it gives back is called. */
export function lock(config: Config): () => void {
  const database = new DatabaseSync(config.databaseFile)
  database.exec('pragma busy_timeout = 2000')
  database.exec('begin exclusive')
  return () => {
    database.exec('rollback')
    database.close()
  }
}
