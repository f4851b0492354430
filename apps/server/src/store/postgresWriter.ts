import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { DatabaseConnection, Driver } from 'kysely'
import { Client, type ClientConfig } from 'pg'
import { PostgresConnection } from './postgresConnection.ts'
import type { StatementNames } from './postgresStatements.ts'
import { StoreBusyError } from './store.ts'

/** A server that just refused us is not asked again before. */
const REOPEN_MS = 200
/** Marks of this many commits are kept; only that of the last one is ever asked for. */
const MARKS_KEPT = 1_000

/** A commit is on the disk before it counts, whatever this server does for others. */
const PREPARE = `
  select set_config('application_name', $1, false),
    set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false)`
/** What is left of a connection that was lost would hold its locks until somebody notices. */
const END_OTHERS = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()`
const MARK = 'insert into commit_marks (writer, place, is_committed) values ($1, $2, true)'
const FORGET = 'delete from commit_marks where writer = $1 and place <= $2'
/** Of nodes that are no more. */
const FORGET_OTHERS = `delete from commit_marks where made_at < now() - interval '1 day'`
/** Waits for a transaction that holds the mark; if none came to its end, none will any more. */
const SETTLE = `
  insert into commit_marks (writer, place, is_committed) values ($1, $2, false)
  on conflict (writer, place) do update set place = excluded.place returning is_committed`

interface Options {
  readonly client: ClientConfig
  readonly names: StatementNames
  readonly onError: (error: unknown) => void
}

/**
 * The one connection that writes, for one transaction after the other, which the group commit sees to (kysely's own lock
 * is never opened again once a connection could not be made). A lost one is replaced when the next transaction begins.
 * Each transaction leaves a mark: where the connection is lost during a commit, it tells whether the commit came through. (The transaction's own
 * number would not do: after a crash another one can get the same.)
 */
export class PostgresWriter implements Driver {
  readonly #options: Options
  /** Ours alone, also in the server's list of connections. */
  readonly #id = randomUUID()
  readonly #closed = new AbortController()
  #place = 0
  #open: { readonly client: Client; readonly connection: PostgresConnection } | undefined
  #refused: { readonly error: unknown; readonly at: number } | undefined

  constructor(options: Options) {
    this.#options = options
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    if (this.#open && !this.#open.connection.isLost) return this.#open.connection
    this.#discard()
    if (this.#refused && performance.now() - this.#refused.at < REOPEN_MS) throw new StoreBusyError(this.#refused.error)
    const client = new Client(this.#options.client)
    try {
      const connection = new PostgresConnection(client, this.#options.names)
      await client.connect()
      const name = `mediconnect ${this.#id}`
      await connection.ask(PREPARE, [name])
      await connection.ask(END_OTHERS, [name])
      await connection.ask(FORGET_OTHERS)
      // Between transactions nobody else would hear of it.
      client.once('error', (error: Error) => this.#options.onError(new StoreBusyError(new Error(error.message))))
      this.#open = { client, connection }
      this.#refused = undefined
      return connection
    } catch (error) {
      end(client)
      this.#refused = { error, at: performance.now() }
      throw new StoreBusyError(error)
    }
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#send(connection, 'begin isolation level read committed read write')
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const own = this.#own(connection)
    const place = ++this.#place
    // All in one go: the marks cost no time on the way.
    const steps = [own.ask(MARK, [this.#id, place])]
    if (place % MARKS_KEPT === 0) steps.push(own.ask(FORGET, [this.#id, place - MARKS_KEPT]))
    const marked = Promise.all(steps)
    marked.catch(() => {})
    try {
      const { command } = await own.ask('commit')
      if (command === 'COMMIT') return
      await marked
      throw new Error('The transaction had failed, and was rolled back.')
    } catch (error) {
      if (!own.isLost) throw error
    }
    await this.#settle(place)
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const own = this.#own(connection)
    if (own.isLost) return
    await own.ask('rollback').catch(() => {
      // Lost, and everything with it.
    })
  }

  savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return this.#send(connection, `savepoint "${name}"`)
  }

  rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return this.#send(connection, `rollback to "${name}"`)
  }

  releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return this.#send(connection, `release "${name}"`)
  }

  async destroy(): Promise<void> {
    this.#closed.abort()
    const open = this.#open
    this.#open = undefined
    await open?.client.end()
  }

  /** Settles when the lost commit came through, however long it takes to find out; fails when it never will. */
  async #settle(place: number): Promise<void> {
    for (;;) {
      let isCommitted: unknown
      try {
        const connection = await this.acquireConnection()
        isCommitted = (await connection.ask(SETTLE, [this.#id, place])).rows[0]?.is_committed
      } catch (error) {
        if (!(error instanceof StoreBusyError) || this.#closed.signal.aborted) throw error
        await delay(REOPEN_MS, undefined, { signal: this.#closed.signal }).catch(() => {})
        continue
      }
      if (isCommitted === true) return
      throw new StoreBusyError(new Error('The connection was lost before the commit.'))
    }
  }

  #own(connection: DatabaseConnection): PostgresConnection {
    if (connection instanceof PostgresConnection) return connection
    throw new Error('This connection is not of this driver.')
  }

  #send(connection: DatabaseConnection, command: string): Promise<void> {
    this.#own(connection).send(command)
    return Promise.resolve()
  }

  #discard(): void {
    if (this.#open) end(this.#open.client)
    this.#open = undefined
  }
}

/** Waits for no goodbye. */
function end(client: Client): void {
  client.end().catch(() => {})
}
