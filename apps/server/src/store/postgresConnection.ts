import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { ClientBase } from 'pg'
import { asStoreError, isLost } from './postgresError.ts'
import type { StatementNames } from './postgresStatements.ts'

const CHANGES: ReadonlySet<string | null> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

interface Answer {
  readonly command: string
  readonly rowCount: number
  readonly rows: Record<string, unknown>[]
}

/** One connection to Postgres, for kysely. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: ClientBase
  readonly #names: StatementNames
  #isLost = false

  constructor(client: ClientBase, names: StatementNames) {
    this.#client = client
    this.#names = names
    // Without a listener the end of a connection would be the end of the process.
    client.on('error', () => (this.#isLost = true))
    client.on('end', () => (this.#isLost = true))
  }

  /** Nothing more goes over it, and what had no answer yet may have been done or not. */
  get isLost(): boolean {
    return this.#isLost
  }

  async ask(text: string, values: readonly unknown[] = []): Promise<Answer> {
    try {
      const name = this.#names(text, values.length)
      const { command, rowCount, rows } = await this.#client.query<Record<string, unknown>>({
        name,
        text,
        values: [...values],
      })
      return { command, rowCount: rowCount ?? 0, rows }
    } catch (error) {
      this.#isLost ||= isLost(error)
      throw asStoreError(error)
    }
  }

  /** Sends a command that cannot fail by itself, and waits for no answer: if it fails all the same, so does the rest. */
  send(command: string): void {
    this.#client.query(command).catch(() => (this.#isLost = true))
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.ask(sql, parameters)
    return { rows: rows as Row[], numAffectedRows: CHANGES.has(command) ? BigInt(rowCount) : undefined }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Nothing is streamed from the database: read it in portions.')
  }
}
