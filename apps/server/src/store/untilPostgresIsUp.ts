import { setTimeout as delay } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import * as v from 'valibot'
import { isRefusal } from './postgresError.ts'

const START_MS = 30_000
const RETRY_MS = 500

const SettingsSchema = v.tuple([v.object({ encoding: v.string(), fsync: v.string() })])

/** Waits for a server that is still starting. Fails with a sentence when it takes too long or will not have us. */
export async function untilPostgresIsUp(options: ClientConfig, onError: (error: unknown) => void): Promise<void> {
  const deadline = performance.now() + START_MS
  for (let isTold = false; ; isTold = true) {
    const client = new Client(options)
    client.on('error', () => {
      // Whatever was asked fails as well.
    })
    const where = `${client.host}:${client.port}`
    try {
      await client.connect()
      const settings = `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync`
      const [{ encoding, fsync }] = v.parse(
        SettingsSchema,
        (await client.query<Record<string, unknown>>(settings)).rows,
      )
      if (encoding !== 'UTF8') throw new UnfitError(`The database must be encoded in UTF8; this one is in ${encoding}.`)
      if (fsync !== 'on')
        onError(new Error(`Postgres at ${where} has fsync off: a crash of its machine loses messages.`))
      return
    } catch (error) {
      if (error instanceof UnfitError) throw error
      const reason = reasonOf(error)
      if (isRefusal(error))
        throw new Error(`Postgres at ${where} refuses us: ${reason}. Check DATABASE_URL.`, { cause: error })
      if (performance.now() > deadline) {
        throw new Error(`Postgres at ${where} could not be reached within ${START_MS / 1000} s: ${reason}.`, {
          cause: error,
        })
      }
      if (!isTold) onError(new Error(`Postgres at ${where} cannot be reached yet: ${reason}. Trying again.`))
      await delay(RETRY_MS)
    } finally {
      client.end().catch(() => {})
    }
  }
}

class UnfitError extends Error {
  override readonly name = 'UnfitError'
}

/** Where a name stands for several addresses, the error holds one for each and has no text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
