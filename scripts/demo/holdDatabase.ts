import { DatabaseSync } from 'node:sqlite'

/** Whoever writes at this moment is waited for so long. */
const PATIENCE_MS = 5_000

/** Keeps everybody else from writing to a SQLite file for so many milliseconds. */
export function holdDatabase(file: string, ms: number): void {
  const database = new DatabaseSync(file, { timeout: PATIENCE_MS })
  database.exec('BEGIN EXCLUSIVE')
  // Should the process end before, the lock goes with it.
  setTimeout(() => {
    database.exec('ROLLBACK')
    database.close()
  }, ms)
}
