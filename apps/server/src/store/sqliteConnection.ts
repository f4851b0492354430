import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** Prepared statements kept for each connection. */
const MAX_STATEMENTS = 300
/** Pages that may wait in the log before they are written back. A page changed many times is then written once. */
const CHECKPOINT_PAGES = 4_000
const RETURNS_ROWS = /^\s*(select|with|pragma)\b|\breturning\b/i

export interface SqliteResult {
  readonly rows: Record<string, unknown>[]
  readonly changes: number
}

/** One connection to an embedded database, which answers at once. */
export interface SqliteConnection {
  execute(sql: string, parameters: readonly SQLInputValue[]): SqliteResult
  /** Runs one statement for each row; gives the id of each, if it is inserted. */
  runMany(sql: string, rows: readonly SQLInputValue[][]): number[]
  close(): void
}

/** Opens (or makes) the file. WAL: a reader never waits for a writer. */
export function openConnection(file: string, setup: string): SqliteConnection {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file)
  const statements = new Map<string, StatementSync>()
  database.exec(setup)
  database.exec('pragma journal_mode = wal')
  database.exec(`pragma foreign_keys = on; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`)

  function prepare(sql: string): StatementSync {
    let statement = statements.get(sql)
    if (!statement) {
      if (statements.size >= MAX_STATEMENTS) statements.clear()
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  return {
    execute(sql, parameters) {
      const statement = prepare(sql)
      if (RETURNS_ROWS.test(sql)) return { rows: statement.all(...parameters), changes: 0 }
      return { rows: [], changes: Number(statement.run(...parameters).changes) }
    },
    runMany(sql, rows) {
      const statement = prepare(sql)
      return rows.map((row) => Number(statement.run(...row).lastInsertRowid))
    },
    close: () => database.close(),
  }
}
