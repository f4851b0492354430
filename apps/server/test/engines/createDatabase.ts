import { inject } from 'vitest'

/** The URL of a new, empty Postgres database, of the server that all test files of a run share. It goes with the run. */
export async function createDatabase(): Promise<string> {
  const response = await fetch(inject('databaseDesk'))
  const answer = await response.text()
  if (!response.ok) throw new Error(answer)
  return answer
}
