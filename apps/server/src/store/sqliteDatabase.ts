import type { SQLInputValue } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type CompiledQuery,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Database, Dialect, List } from './database.ts'
import { migrate } from './migrate.ts'
import { clientIdOrderByCopy } from './migrations/006-client-id-order.ts'
import type { Schema } from './schema.ts'
import { openConnection, type SqliteConnection } from './sqliteConnection.ts'
import { asStoreError, isBusy, isDuplicate } from './sqliteError.ts'

/** How long a database locked by another process is waited for, and how often it is asked. */
const BUSY_WAIT_MS = 2_000
const BUSY_POLL_MS = 25

/** Two connections: what is read is always committed, and a reader never waits for a writer. */
export async function openSqlite(file: string): Promise<Database> {
  const writer = await whileBusy(() => openConnection(file, 'pragma synchronous = full'))
  const write = connect(writer)
  try {
    // A table that is made anew has others pointing to it while it is gone.
    writer.execute('pragma foreign_keys = off', [])
    await migrate(write, {
      idType: 'integer',
      asId: (column) => column.primaryKey().autoIncrement(),
      own: { '006-client-id-order': { up: clientIdOrderByCopy } },
    })
    writer.execute('pragma foreign_keys = on', [])
  } catch (error) {
    await write.destroy()
    throw error
  }
  const read = connect(await whileBusy(() => openConnection(file, 'pragma query_only = on')))
  return {
    dialect: dialectOf(writer),
    read,
    write,
    async close() {
      await read.destroy()
      await write.destroy()
    },
  }
}

function dialectOf(writer: SqliteConnection): Dialect {
  return {
    numbers: (list) => sql<number>`(select value from json_each(${asJson(list)}))`,
    texts: (list) => sql<string>`(select value from json_each(${asJson(list)}))`,
    list: (values) => JSON.stringify(values),
    table(columns, rows) {
      const names = Object.keys(columns)
      const places = names.map((name, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(name)}`)
      return sql`(select ${sql.join(places)} from json_each(${JSON.stringify(rows.map((row) => names.map((name) => row[name])))}))`
    },
    // One process writes, one transaction at a time.
    locked: (query) => query,
    async insertMany(_transaction, table, rows) {
      const columns = Object.keys(rows[0] ?? {})
      if (columns.length === 0) return []
      const names = columns.map((name) => `"${name}"`).join(', ')
      const places = columns.map(() => '?').join(', ')
      const values = rows.map((row) => inputsOf(row))
      return whileBusy(() => writer.runMany(`insert into "${table}" (${names}) values (${places})`, values))
    },
    async updateMany(_transaction, { table, keys, column, how }, rows) {
      const value = how === 'set' ? '?' : `"${column}" + ?`
      const where = keys.map((key) => `"${key}" = ?`).join(' and ')
      const values = rows.map((row) => [row[column], ...keys.map((key) => row[key])])
      await whileBusy(() => writer.runMany(`update "${table}" set "${column}" = ${value} where ${where}`, values))
    },
    isDuplicate,
  }
}

function asJson(list: List<string | number>): unknown {
  return Array.isArray(list) ? JSON.stringify(list) : list
}

function connect(connection: SqliteConnection): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(connection),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection
  readonly #queries: DatabaseConnection

  constructor(connection: SqliteConnection) {
    this.#connection = connection
    this.#queries = {
      async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
        const parameters = query.parameters.map(asInput)
        const { rows, changes } = await whileBusy(() => connection.execute(query.sql, parameters))
        return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
      },
      async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
        yield await this.executeQuery<Row>(query)
      },
    }
  }

  async init(): Promise<void> {}

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#queries)
  }

  /** Takes the write lock at once, so that no transaction fails half-way for want of it. */
  async beginTransaction(): Promise<void> {
    await whileBusy(() => this.#connection.execute('begin immediate', []))
  }

  async commitTransaction(): Promise<void> {
    await whileBusy(() => this.#connection.execute('commit', []))
  }

  async rollbackTransaction(): Promise<void> {
    try {
      await whileBusy(() => this.#connection.execute('rollback', []))
    } catch {
      // A severe error (a full disk) has already rolled everything back; the error itself was thrown where it happened.
    }
  }

  async savepoint(_connection: DatabaseConnection, name: string): Promise<void> {
    await whileBusy(() => this.#connection.execute(`savepoint "${name}"`, []))
  }

  async rollbackToSavepoint(_connection: DatabaseConnection, name: string): Promise<void> {
    await whileBusy(() => this.#connection.execute(`rollback to "${name}"`, []))
  }

  async releaseSavepoint(_connection: DatabaseConnection, name: string): Promise<void> {
    await whileBusy(() => this.#connection.execute(`release "${name}"`, []))
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    this.#connection.close()
    return Promise.resolve()
  }
}

function inputsOf(row: object): SQLInputValue[] {
  const inputs: SQLInputValue[] = []
  for (const value of Object.values(row)) inputs.push(asInput(value))
  return inputs
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
      if (!isBusy(error) || performance.now() >= deadline) throw asStoreError(error)
      await delay(BUSY_POLL_MS)
    }
  }
}
