import { types, type ClientConfig } from 'pg'

/** The type of `bigint`: ids, places and counts stay far below 2^53. */
const INT8 = 20
const CONNECT_MS = 3_000
const KEEPALIVE_MS = 10_000
/** A read that takes longer is cancelled, by the server; where that does not answer, its connection is given up. */
const READ_MS = 4_000
/** A write may have to wait for other nodes. One that is stuck in its transaction is thrown out before. */
const WRITE_MS = 10_000
const IDLE_IN_TRANSACTION_MS = 5_000
/** How much longer an answer may be on its way. */
const ANSWER_MS = 1_000
/** Compiling a plan takes a hundred times as long as our statements do. */
const SETTINGS = '-c jit=off'

export interface PostgresOptions {
  /** For work that takes its time, alone: migrations. */
  readonly setup: ClientConfig
  readonly read: ClientConfig
  readonly write: ClientConfig
}

export function postgresOptions(url: string): PostgresOptions {
  const setup: ClientConfig = {
    connectionString: withSettings(url),
    fallback_application_name: 'mediconnect',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: { getTypeParser },
  }
  return {
    setup,
    read: { ...setup, statement_timeout: READ_MS, query_timeout: READ_MS + ANSWER_MS },
    write: {
      ...setup,
      statement_timeout: WRITE_MS,
      query_timeout: WRITE_MS + ANSWER_MS,
      // Statements are sent without waiting for those before.
      pipeline: true,
    },
  }
}

/** Beside those the URL has. */
function withSettings(url: string): string {
  const changed = new URL(url)
  changed.searchParams.set('options', `${changed.searchParams.get('options') ?? ''} ${SETTINGS}`.trim())
  return changed.href
}

const getTypeParser: typeof types.getTypeParser = (id, format): unknown =>
  Number(id) === INT8 ? Number : types.getTypeParser(id, format)
