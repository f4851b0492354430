import { DatabaseSync } from 'node:sqlite'
import type { Config } from '../src/server.ts'

/** Changes the database from outside, as another program would. */
export function execute(config: Config, sql: string): void {
  const database = open(config)
  try {
    database.exec(sql)
  } finally {
    database.close()
  }
}

/** Holds the write lock until the function it gives back is called. */
export function lock(config: Config): () => void {
  const database = open(config)
  database.exec('begin exclusive')
  return () => {
    database.exec('rollback')
    database.close()
  }
}

function open({ database: { kind, ...where } }: Config): DatabaseSync {
  if (!('file' in where)) throw new Error(`This test opens the embedded database from outside; this is ${kind}.`)
  const database = new DatabaseSync(where.file)
  database.exec('pragma busy_timeout = 2000')
  return database
}
