import type { Insertable, Transaction } from 'kysely'
import type { CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { readAudit } from './readAudit.ts'
import type { Schema } from './schema.ts'
import { StoreBusyError, type AuditNote, type AuditStore } from './store.ts'

/** Notes are written together: so many at once, or what there is after so long. */
const FLUSH_ROWS = 500
const FLUSH_MS = 200
/** Notes that wait for a database that is away. What does not fit is lost, and said to be lost. */
const MAX_WAITING = 50_000
const RETRY_MS = 1_000

export interface AuditLog extends AuditStore {
  /** The last thing to do: settles when everything noted so far is written, or cannot be. */
  close(): Promise<void>
}

interface Options {
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** A note as a row; for those who write it in the transaction of what it tells of. */
export function auditRow(note: AuditNote, at: number): Row {
  return {
    at,
    action: note.action,
    user_id: note.user_id,
    room_name: note.room_name ?? null,
    seq_from: note.seq_from ?? null,
    seq_to: note.seq_to ?? null,
    target: note.target ?? null,
    address: note.address,
    socket_id: note.socket_id,
  }
}

/**
 * The audit log (45 CFR 164.312(b)). Rows are only ever added: how long they are kept, and where they go then, is the
 * operator's to decide (45 CFR 164.316(b)(2) asks for six years).
 */
export function createAuditLog({ read, dialect }: Database, commits: CommitQueue, options: Options): AuditLog {
  const { now, onError } = options
  const waiting: Row[] = []
  let batch: Batch | undefined
  let lost = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<boolean> | undefined

  function record(note: AuditNote): void {
    if (waiting.length >= MAX_WAITING) {
      lost++
      return
    }
    waiting.push(auditRow(note, now()))
    if (writing) return
    if (waiting.length === FLUSH_ROWS) schedule(0)
    else if (timer === undefined) schedule(FLUSH_MS)
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      void writeBatch()
    }, ms)
  }

  function writeBatch(): Promise<boolean> {
    writing ??= write().finally(() => {
      writing = undefined
      if (batch) schedule(RETRY_MS)
      else if (waiting.length > 0) schedule(waiting.length >= FLUSH_ROWS ? 0 : FLUSH_MS)
    })
    return writing
  }

  /** Whether the database took the oldest of what waits. It can come twice where a commit was given up too early. */
  async function write(): Promise<boolean> {
    batch ??= { rows: waiting.splice(0, FLUSH_ROWS), isWritten: false }
    const current = batch
    try {
      if (current.rows.length > 0 && !current.isWritten) {
        const insert = (transaction: Transaction<Schema>) => dialect.insertMany(transaction, 'audit_log', current.rows)
        await commits.run(insert, () => {
          current.isWritten = true
        })
      }
    } catch (error) {
      if (error instanceof StoreBusyError) return false
      onError(error)
      lost += current.rows.length
    }
    batch = undefined
    tellLost()
    return true
  }

  function tellLost(): void {
    if (lost > 0) onError(new Error(`${lost} entries of the audit log were lost: the database could not take them.`))
    lost = 0
  }

  return {
    record,
    list: (filter) => readAudit(read, filter),
    async close() {
      let isTaken = true
      while (isTaken && (writing ?? batch ?? waiting.length > 0)) isTaken = await writeBatch()
      clearTimeout(timer)
      timer = undefined
      lost += waiting.length + (batch?.rows.length ?? 0)
      if (!isTaken) tellLost()
    },
  }
}

type Row = Insertable<Schema['audit_log']>

/** Rows on their way to the database. */
interface Batch {
  readonly rows: readonly Row[]
  isWritten: boolean
}
