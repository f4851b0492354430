import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import * as v from 'valibot'
import { startPostgres, type Postgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for a database. */
    databaseDesk: string
  }
}

/**
 * One Postgres for all test files of a run, started when the first of them asks: a file that needs none does not wait
 * for one. The runner calls this before the tests; what it gives back, after them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Postgres> | undefined
  const desk = createServer((_request, response) => {
    starting ??= startPostgres()
    starting
      .then((postgres) => postgres.createDatabase())
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  }).listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const { port } = v.parse(v.object({ port: v.number() }), desk.address())
  project.provide('databaseDesk', `http://127.0.0.1:${port}`)

  return async () => {
    desk.close()
    desk.closeAllConnections()
    const postgres = await starting?.catch(() => undefined)
    await postgres?.close()
  }
}
