import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Operations in one commit at most, so that a burst does not hold up everything else. */
const MAX_BATCH = 100

export type Operation<Result> = (transaction: Transaction<Schema>) => Promise<Result>

export interface CommitQueue {
  /**
   * Runs `operation` in a transaction that it may share with others; each fails alone.
   * After the commit `committed` runs, in the order of the calls; then the promise settles.
   */
  run<Result>(operation: Operation<Result>, committed?: (result: Result) => void): Promise<Result>
  /** Settles when nothing is left to commit. */
  idle(): Promise<void>
}

interface Job {
  attempt(transaction: Transaction<Schema>): Promise<void>
  /** Tells the caller how it went. Runs after the commit. */
  settle(): void
  fail(error: unknown): void
}

/** Group commit: what arrives while a commit is under way shares the next one, and its one sync of the disk. */
export function createCommitQueue(database: Kysely<Schema>): CommitQueue {
  let waiting: Job[] = []
  let draining: Promise<void> | undefined

  async function drain(): Promise<void> {
    // All sockets that can be read now are read first: their operations go into this commit.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH)
      waiting = waiting.slice(MAX_BATCH)
      await commit(database, batch)
      await new Promise((resolve) => setImmediate(resolve))
    }
    draining = undefined
  }

  return {
    run(operation, committed) {
      return new Promise((resolve, reject) => {
        waiting.push(createJob(operation, committed, resolve, reject))
        draining ??= drain()
      })
    },
    async idle() {
      while (draining) await draining
    },
  }
}

function createJob<Result>(
  operation: Operation<Result>,
  committed: ((result: Result) => void) | undefined,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Job {
  let outcome: { result: Result } | undefined
  let failure: { error: unknown } | undefined
  return {
    async attempt(transaction) {
      try {
        outcome = { result: await operation(transaction) }
      } catch (error) {
        failure = { error }
        throw error
      }
    },
    settle() {
      if (!outcome) return reject(failure?.error)
      try {
        committed?.(outcome.result)
        resolve(outcome.result)
      } catch (error) {
        reject(error)
      }
    },
    fail: reject,
  }
}

async function commit(database: Kysely<Schema>, batch: readonly Job[]): Promise<void> {
  try {
    const transaction = await database.startTransaction().execute()
    try {
      for (const job of batch) {
        const saved = await transaction.savepoint('operation').execute()
        try {
          await job.attempt(saved)
        } catch {
          // The job keeps its error for its own caller; the others of the batch go on.
          await saved.rollbackToSavepoint('operation').execute()
        }
        await saved.releaseSavepoint('operation').execute()
      }
      await transaction.commit().execute()
    } catch (error) {
      await transaction.rollback().execute()
      throw error
    }
  } catch (error) {
    for (const job of batch) job.fail(error)
    return
  }
  for (const job of batch) job.settle()
}
