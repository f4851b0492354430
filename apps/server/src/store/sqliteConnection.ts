import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'

/** Prepared statements kept for each connection. */
const MAX_STATEMENTS = 300
/** Pages that may wait in the log before they are written back. A page changed many times is then written once. */
const CHECKPOINT_PAGES = 4_000

type SqliteRow = Record<string, SQLOutputValue>

export interface SqliteResult {
  readonly rows: SqliteRow[]
  readonly changes: number
}

/** One connection to an embedded database, which answers at once. */
export interface SqliteConnection {
  execute(sql: string, parameters: readonly SQLInputValue[]): SqliteResult
  /** Runs one statement for each row; gives the id of each, if it is inserted. */
  runMany(sql: string, rows: readonly SQLInputValue[][]): number[]
  close(): void
}

interface Prepared {
  readonly statement: StatementSync
  /** Of the rows it gives; none if it gives no rows. */
  readonly columns: readonly string[]
}

/** Opens (or makes) the file. WAL: a reader never waits for a writer. */
export function openConnection(file: string, setup: string): SqliteConnection {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file)
  const statements = new Map<string, Prepared>()
  database.exec(setup)
  database.exec('pragma journal_mode = wal')
  database.exec(`pragma foreign_keys = on; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`)

  function prepare(sql: string): Prepared {
    let prepared = statements.get(sql)
    if (!prepared) {
      if (statements.size >= MAX_STATEMENTS) statements.clear()
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      prepared = { statement, columns: statement.columns().map(({ name }) => name) }
      statements.set(sql, prepared)
    }
    return prepared
  }

  return {
    execute(sql, parameters) {
      const { statement, columns } = prepare(sql)
      if (columns.length === 0) return { rows: [], changes: Number(statement.run(...parameters).changes) }
      const rows: unknown[] = statement.all(...parameters)
      return { rows: rows.map((values) => rowOf(columns, values)), changes: 0 }
    },
    runMany(sql, rows) {
      const { statement } = prepare(sql)
      return rows.map((row) => Number(statement.run(...row).lastInsertRowid))
    },
    close: () => database.close(),
  }
}

/** The objects the runtime would make are hash tables, slow to make and to read. */
function rowOf(columns: readonly string[], values: unknown): SqliteRow {
  const row: SqliteRow = {}
  columns.forEach((column, index) => {
    row[column] = (values as SQLOutputValue[])[index] ?? null
  })
  return row
}
