import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { StoreBusyError } from './store.ts'

/** How long a locked database is waited for, and how often it is asked. */
const BUSY_WAIT_MS = 2_000
const BUSY_POLL_MS = 25
/** Prepared statements kept for each connection; lists of different length make different statements. */
const MAX_STATEMENTS = 300
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const RETURNS_ROWS = /^\s*(select|with|pragma)\b|\breturning\b/i

/** Two connections: what is read is always committed, and a reader never waits for a writer. */
export interface Database {
  readonly read: Kysely<Schema>
  readonly write: Kysely<Schema>
  close(): Promise<void>
}

/** Opens (or makes) the embedded database: WAL, and every commit synced to the disk before it counts. */
export async function openSqlite(file: string): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const write = connect(file, 'pragma synchronous = full')
  await migrate(write, { idType: 'integer', asId: (column) => column.primaryKey().autoIncrement() })
  const read = connect(file, 'pragma query_only = on')
  return {
    read,
    write,
    async close() {
      await read.destroy()
      await write.destroy()
    },
  }
}

function connect(file: string, setup: string): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(file, setup),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

class SqliteDriver implements Driver {
  readonly #file: string
  readonly #setup: string
  #database: DatabaseSync | undefined
  #connection: DatabaseConnection | undefined

  constructor(file: string, setup: string) {
    this.#file = file
    this.#setup = setup
  }

  async init(): Promise<void> {
    const database = new DatabaseSync(this.#file)
    this.#database = database
    await whileBusy(() => database.exec('pragma journal_mode = wal'))
    database.exec('pragma foreign_keys = on')
    database.exec(this.#setup)
    this.#connection = new SqliteConnection(database)
  }

  acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#connection) throw new Error('The database was used before it was opened.')
    return Promise.resolve(this.#connection)
  }

  /** Takes the write lock at once, so that no transaction fails half-way for want of it. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch {
      // A severe error (a full disk) has already rolled everything back; the error itself was thrown where it happened.
    }
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${name}`))
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${name}`))
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${name}`))
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    this.#database?.close()
    this.#database = undefined
    this.#connection = undefined
    return Promise.resolve()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(asInput)
    return whileBusy(() => {
      const statement = this.#prepare(query.sql)
      if (RETURNS_ROWS.test(query.sql)) return { rows: statement.all(...parameters) as Row[] }
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    })
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  #prepare(text: string): StatementSync {
    let statement = this.#statements.get(text)
    if (!statement) {
      if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear()
      statement = this.#database.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement
  }
}

function asInput(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value
  throw new TypeError(`SQLite cannot store a ${typeof value}. Turn it into text or a number first.`)
}

/** SQLite's own waiting would hold up every socket of this process, so the waiting is done here. */
async function whileBusy<Result>(attempt: () => Result): Promise<Result> {
  const deadline = performance.now() + BUSY_WAIT_MS
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() >= deadline) throw new StoreBusyError(error)
      await delay(BUSY_POLL_MS)
    }
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false
  const primary = error.errcode & 0xff
  return primary === SQLITE_BUSY || primary === SQLITE_LOCKED
}
