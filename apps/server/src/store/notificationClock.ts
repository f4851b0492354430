import type { Kysely, Transaction } from 'kysely'
import type { Dialect } from './database.ts'
import type { Schema } from './schema.ts'

const ONLY_ROW = 1
const MICRO_PER_MILLI = 1_000n

/**
 * A time later than that of every other notification, to the microsecond. Until this transaction is through all nodes
 * wait for it: so times go up in the order of the commits, and who has seen one has nothing earlier still to come.
 */
export async function nextTimestamp(transaction: Transaction<Schema>, dialect: Dialect, now: number): Promise<string> {
  const clock = transaction.selectFrom('notification_clock').select('newest').where('id', '=', ONLY_ROW)
  const { newest } = await dialect.locked(clock).executeTakeFirstOrThrow()
  const next = later(BigInt(now) * MICRO_PER_MILLI, microseconds(newest) + 1n)
  await transaction.updateTable('notification_clock').set({ newest: next }).where('id', '=', ONLY_ROW).execute()
  return next
}

/** The time of the newest notification of all. */
export async function newestTimestamp(read: Kysely<Schema>): Promise<string> {
  const clock = read.selectFrom('notification_clock').select('newest').where('id', '=', ONLY_ROW)
  return (await clock.executeTakeFirstOrThrow()).newest
}

function later(one: bigint, other: bigint): string {
  const time = one > other ? one : other
  const text = new Date(Number(time / MICRO_PER_MILLI)).toISOString()
  return `${text.slice(0, -1)}${String(time % MICRO_PER_MILLI).padStart(3, '0')}Z`
}

function microseconds(timestamp: string): bigint {
  return BigInt(Date.parse(`${timestamp.slice(0, 23)}Z`)) * MICRO_PER_MILLI + BigInt(timestamp.slice(23, 26))
}
