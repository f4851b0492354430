import type { DatabaseConnection, Driver } from 'kysely'
import { Pool, type ClientConfig, type PoolClient } from 'pg'
import { PostgresConnection } from './postgresConnection.ts'
import type { StatementNames } from './postgresStatements.ts'
import { StoreBusyError } from './store.ts'

/** Reads that may wait for a connection; more are refused at once. */
const MAX_WAITING = 10_000
/** Connections beyond what is needed are closed after this. */
const IDLE_MS = 60_000

interface Options {
  readonly client: ClientConfig
  readonly size: number
  readonly names: StatementNames
  readonly onError: (error: unknown) => void
}

/** Reads, each on whatever connection is free. One that fails or does not answer is replaced. */
export class PostgresReader implements Driver {
  readonly #pool: Pool
  readonly #names: StatementNames
  readonly #connections = new WeakMap<PoolClient, PostgresConnection>()
  readonly #clients = new WeakMap<DatabaseConnection, PoolClient>()

  constructor({ client, size, names, onError }: Options) {
    this.#names = names
    this.#pool = new Pool({ ...client, max: size, idleTimeoutMillis: IDLE_MS })
    // Not the error itself: the pool hangs the whole connection on it.
    this.#pool.on('error', ({ message }) => onError(new StoreBusyError(new Error(message))))
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#pool.waitingCount >= MAX_WAITING) throw new StoreBusyError(new Error('Too many reads wait.'))
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw new StoreBusyError(error)
    })
    const connection = this.#connections.get(client) ?? new PostgresConnection(client, this.#names)
    this.#connections.set(client, connection)
    this.#clients.set(connection, client)
    return connection
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    const client = this.#clients.get(connection)
    client?.release(this.#connections.get(client)?.isLost)
    return Promise.resolve()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#ask(connection, 'begin isolation level read committed')
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#ask(connection, 'commit')
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#ask(connection, 'rollback').catch(() => {
      // Lost, and everything with it.
    })
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }

  async #ask(connection: DatabaseConnection, command: string): Promise<void> {
    const client = this.#clients.get(connection)
    if (client) await this.#connections.get(client)?.ask(command)
  }
}
