import { DatabaseSync } from 'node:sqlite'

/** Whoever writes at this moment is waited for so long. */
const PATIENCE_MS = 5_000

const held = new Set<string>()

/**
 * Keeps everybody else from writing to a SQLite file for so many milliseconds. Whether it begins to: one that is held
 * already is let go when it was to be, and to wait for that here would keep it from being let go.
 */
export function holdDatabase(file: string, ms: number): boolean {
  if (held.has(file)) return false
  const database = new DatabaseSync(file, { timeout: PATIENCE_MS })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw error
  }
  held.add(file)
  // Should the process end before, the lock goes with it.
  setTimeout(() => {
    database.exec('ROLLBACK')
    database.close()
    held.delete(file)
  }, ms)
  return true
}
