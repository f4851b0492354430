import type { ControlledTransaction, Kysely, Transaction } from 'kysely'
import type { Caller } from './caller.ts'
import { TransactionClash } from './database.ts'
import type { Schema } from './schema.ts'
import { StoreBusyError } from './store.ts'

/**
 * Operations in one commit at most, so that a burst does not hold up everything else. A page that many of them change
 * is written once: a thousand messages take a tenth less of the embedded database than twice five hundred.
 */
const MAX_BATCH = 1_000
/** Operations that may wait for a database that does not answer; more are refused at once. */
const MAX_WAITING = 50_000
/** How long one waits at most, and how often it is looked at. */
const PATIENCE_MS = 4_000
const PATIENCE_CHECK_MS = 250
const MAX_CLASHES = 10

export type Operation<Result> = (transaction: Transaction<Schema>) => Promise<Result>
/**
 * Does many of a kind at once; gives the result of each, in their order. It is tried without care first: whatever it
 * throws takes the whole transaction back, which is then done again with `isCareful`.
 */
export type GroupOperation<Item, Result> = (
  transaction: ControlledTransaction<Schema, string[]>,
  items: readonly Item[],
  isCareful: boolean,
) => Promise<readonly Result[]>

/** Calls instead of a promise: a message a turn of the loop would feel it. */
export type Submit<Item, Result> = (item: Item, caller: Caller<Result>) => void

/** A promise for whoever is not in such a hurry; `committed` runs before it settles. */
export function promised<Item, Result>(submit: Submit<Item, Result>) {
  return (item: Item, committed?: (result: Result) => void): Promise<Result> =>
    new Promise((resolve, reject) =>
      submit(item, {
        committed(result) {
          committed?.(result)
          resolve(result)
        },
        failed: reject,
      }),
    )
}

export interface CommitQueue {
  /**
   * Runs `operation` in a transaction that it may share with others; each fails alone.
   * After the commit `committed` runs, in the order of the calls; then the promise settles. When the database does not
   * answer in time the promise fails with a {@link StoreBusyError}; a commit that comes through later is still told to
   * `committed`, and what no transaction had begun by then never happens.
   */
  run<Result>(operation: Operation<Result>, committed?: (result: Result) => void): Promise<Result>
  /** The same for operations of a kind that can be done together; each caller is told at once. */
  grouped<Item, Result>(operation: GroupOperation<Item, Result>): Submit<Item, Result>
  /** Settles when nothing is left to commit. */
  idle(): Promise<void>
}

/** An operation on its way. Jobs of one kind are done together. */
interface Job {
  readonly kind: Kind
  readonly since: number
  /** Tells the caller how it went. Runs after the commit. */
  settle(): void
  fail(error: Error): void
}

interface Kind {
  /** Does the jobs and notes their results. */
  attempt(transaction: ControlledTransaction<Schema, string[]>, jobs: readonly Job[], isCareful: boolean): Promise<void>
  /** Notes why these jobs cannot be done. */
  refuse(jobs: readonly Job[], error: Error): void
}

/** A class, since many are made: its functions are there once. */
class JobOf<Item, Result> implements Job {
  readonly kind: Kind
  readonly item: Item
  readonly since = performance.now()
  outcome: { readonly result: Result } | { readonly error: Error } | undefined
  readonly #caller: Caller<Result>
  #hasFailed = false

  constructor(kind: Kind, item: Item, caller: Caller<Result>) {
    this.kind = kind
    this.item = item
    this.#caller = caller
  }

  settle(): void {
    const { outcome } = this
    if (!outcome) return this.fail(new Error('The operation was not done.'))
    if ('error' in outcome) return this.fail(outcome.error)
    try {
      this.#caller.committed(outcome.result)
    } catch (error) {
      this.fail(asError(error))
    }
  }

  fail(error: Error): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#caller.failed(error)
  }
}

/** Group commit: what arrives while a commit is under way shares the next one, and its one sync of the disk. */
export function createCommitQueue(database: Kysely<Schema>): CommitQueue {
  let waiting: Job[] = []
  let running: readonly Job[] = []
  let draining: Promise<void> | undefined

  async function drain(): Promise<void> {
    const patience = setInterval(giveUp, PATIENCE_CHECK_MS)
    // All sockets that can be read now are read first: their operations go into this commit.
    await nextTurn()
    while (waiting.length > 0) {
      running = waiting.slice(0, MAX_BATCH)
      waiting = waiting.slice(MAX_BATCH)
      await commit(database, running)
      await nextTurn()
    }
    running = []
    clearInterval(patience)
    draining = undefined
  }

  /** Whoever waits too long is told to come again. What is in a transaction already may still be committed. */
  function giveUp(): void {
    const limit = performance.now() - PATIENCE_MS
    const isLate = (job: Job) => job.since < limit
    for (const job of [...running, ...waiting].filter(isLate)) {
      job.fail(new StoreBusyError(new Error(`No commit within ${PATIENCE_MS} ms.`)))
    }
    waiting = waiting.filter((job) => !isLate(job))
  }

  function push(job: Job): void {
    if (waiting.length >= MAX_WAITING) return job.fail(new StoreBusyError(new Error('Too much waits.')))
    waiting.push(job)
    draining ??= drain()
  }

  function grouped<Item, Result>(operation: GroupOperation<Item, Result>): Submit<Item, Result> {
    const isOwn = (job: Job): job is JobOf<Item, Result> => job.kind === kind
    const kind: Kind = {
      async attempt(transaction, jobs, isCareful) {
        const own = jobs.filter(isOwn)
        const items = own.map((job) => job.item)
        const results = await operation(transaction, items, isCareful)
        if (results.length !== own.length) throw new Error('An operation lost one of its results.')
        results.forEach((result, index) => {
          const job = own[index]
          if (job) job.outcome = { result }
        })
      },
      refuse(jobs, error) {
        for (const job of jobs.filter(isOwn)) job.outcome = { error }
      },
    }
    return (item, caller) => push(new JobOf(kind, item, caller))
  }

  return {
    run: (operation, committed) => {
      const submit = grouped<undefined, Awaited<ReturnType<typeof operation>>>(async (transaction) => [
        await operation(transaction),
      ])
      return promised(submit)(undefined, committed)
    },
    grouped,
    async idle() {
      while (draining) await draining
    },
  }
}

async function commit(database: Kysely<Schema>, batch: readonly Job[]): Promise<void> {
  let isCareful = false
  let clashes = 0
  for (;;) {
    try {
      if (await transact(database, batch, isCareful)) {
        for (const job of batch) job.settle()
        return
      }
      isCareful = true
    } catch (error) {
      if (error instanceof TransactionClash && clashes++ < MAX_CLASHES) continue
      for (const job of batch) job.fail(asError(error))
      return
    }
  }
}

/** Whether the batch is committed; without care, one operation that fails takes all of it back. */
async function transact(database: Kysely<Schema>, batch: readonly Job[], isCareful: boolean): Promise<boolean> {
  const transaction = await database.startTransaction().execute()
  try {
    for (const [kind, jobs] of byKind(batch)) {
      if (isCareful) await doCarefully(transaction, kind, jobs)
      else if (!(await isDone(transaction, kind, jobs))) {
        await transaction.rollback().execute()
        return false
      }
    }
    await transaction.commit().execute()
    return true
  } catch (error) {
    await transaction.rollback().execute()
    throw error
  }
}

function byKind(batch: readonly Job[]): ReadonlyMap<Kind, readonly Job[]> {
  const groups = new Map<Kind, Job[]>()
  for (const job of batch) {
    const group = groups.get(job.kind)
    if (group) group.push(job)
    else groups.set(job.kind, [job])
  }
  return groups
}

/** Hardly any operation fails, and a savepoint makes the embedded database keep a copy of each page it changes. */
async function isDone(
  transaction: ControlledTransaction<Schema, []>,
  kind: Kind,
  jobs: readonly Job[],
): Promise<boolean> {
  try {
    await kind.attempt(transaction, jobs, false)
    return true
  } catch (error) {
    if (endsAll(error)) throw error
    return false
  }
}

/** Jobs that cannot be done are refused, and nothing else is. */
async function doCarefully(
  transaction: ControlledTransaction<Schema, []>,
  kind: Kind,
  jobs: readonly Job[],
): Promise<void> {
  const saved = await transaction.savepoint('operation').execute()
  try {
    await kind.attempt(saved, jobs, true)
    await saved.releaseSavepoint('operation').execute()
  } catch (error) {
    if (endsAll(error)) throw error
    await saved.rollbackToSavepoint('operation').execute()
    await saved.releaseSavepoint('operation').execute()
    if (jobs.length === 1) kind.refuse(jobs, asError(error))
    // One of them spoils it for the others: each alone.
    else for (const job of jobs) await doCarefully(transaction, kind, [job])
  }
}

/** Nobody's fault, and the end of the whole transaction. */
function endsAll(error: unknown): boolean {
  return error instanceof StoreBusyError || error instanceof TransactionClash
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
