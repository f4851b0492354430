import { DatabaseError } from 'pg'
import { TransactionClash } from './database.ts'
import { StoreBusyError } from './store.ts'

/** What Postgres calls its errors (postgresql.org/docs/current/errcodes-appendix.html); two letters are a whole class. */
const CLASHES: ReadonlySet<string> = new Set(['40001', '40P01'])
const DUPLICATE = '23505'
/** Lost connections, full disks and tables of connections, shutting down or starting up, a disk that fails. */
const PASSING_CLASSES: ReadonlySet<string> = new Set(['08', '53', '57', '58'])
/** A lock that was not to be had, a transaction left alone for too long, a server that only reads for the moment. */
const PASSING: ReadonlySet<string> = new Set(['55P03', '25P03', '25P04', '25006'])
/** Wrong password, no such user, no such database: waiting does not help. */
const REFUSALS: ReadonlySet<string> = new Set(['28000', '28P01', '3D000'])

/** What passes by is a {@link StoreBusyError}, what may be run again a {@link TransactionClash}; the rest is a fault. */
export function asStoreError(error: unknown): unknown {
  const code = codeOf(error)
  if (code !== undefined && CLASHES.has(code)) return new TransactionClash(error)
  if (isLost(error) || isPassing(code)) return new StoreBusyError(error)
  return error
}

/**
 * Whether the connection went with this error. What does not come from the server comes from the network, except for
 * parameters that cannot be sent.
 */
export function isLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.severity === 'FATAL' || error.severity === 'PANIC'
  return error instanceof Error && !(error instanceof TypeError || error instanceof RangeError)
}

export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === DUPLICATE
}

/** Whether a connection was refused for good. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && REFUSALS.has(code)
}

function isPassing(code: string | undefined): boolean {
  return code !== undefined && (PASSING.has(code) || PASSING_CLASSES.has(code.slice(0, 2)))
}

function codeOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined
}
