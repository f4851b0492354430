import type { AuditAction, AuditEntry } from '@mediconnect/protocol'
import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import { isoTime } from '../isoTime.ts'
import { FREQUENT_ACTIONS, isRareAction } from './migrations/004-audit-log.ts'
import type { Schema } from './schema.ts'
import type { AuditFilter } from './store.ts'

/** Entries looked through at once; others get their turn between two of these. */
const SLICE = 5_000
/** What was noted while the database was away is written later than its time, by about so much. */
const LATE_MS = 10 * 60_000

const COLUMNS = [
  'id',
  'at',
  'action',
  'user_id',
  'room_name',
  'seq_from',
  'seq_to',
  'target',
  'address',
  'socket_id',
] as const

type Query<Row> = SelectQueryBuilder<Schema, 'audit_log', Row>

/** The newest entries of the audit log that fit, newest first. */
export async function readAudit(read: Kysely<Schema>, filter: AuditFilter): Promise<AuditEntry[]> {
  const { action, limit } = filter
  if (action !== undefined && isRare(action)) {
    const query = matching(read.selectFrom('audit_log').select(COLUMNS), filter).where(isRareAction)
    const rows = await query.orderBy('id', 'desc').limit(limit).execute()
    return rows.map(asEntry)
  }
  const found: AuditEntry[] = []
  let below = Math.min(filter.before ?? Infinity, ((await newestId(read)) ?? 0) + 1)
  while (below > 1 && found.length < limit && (await reachesBackTo(read, below, filter.since))) {
    const from = Math.max(1, below - SLICE)
    const rows = await matching(read.selectFrom('audit_log').select(COLUMNS), filter)
      .where('id', '>=', from)
      .where('id', '<', below)
      .orderBy('id', 'desc')
      .limit(limit - found.length)
      .execute()
    found.push(...rows.map(asEntry))
    below = from
    await new Promise((resolve) => setImmediate(resolve))
  }
  return found
}

function isRare(action: AuditAction): boolean {
  return !FREQUENT_ACTIONS.some((each) => each === action)
}

async function newestId(read: Kysely<Schema>): Promise<number | undefined> {
  const row = await read.selectFrom('audit_log').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id
}

/** Whether entries below this one can be as new as asked for. */
async function reachesBackTo(read: Kysely<Schema>, below: number, since: number | undefined): Promise<boolean> {
  if (since === undefined) return true
  const newest = await read
    .selectFrom('audit_log')
    .select((row) => row.fn.max('at').as('at'))
    .where('id', '>=', below - SLICE)
    .where('id', '<', below)
    .executeTakeFirst()
  // A slice without any entry says nothing.
  return (newest?.at ?? Infinity) >= since - LATE_MS
}

function matching<Row>(query: Query<Row>, filter: AuditFilter): Query<Row> {
  const { user_id, room_name, action, since, before } = filter
  let found = query
  if (user_id !== undefined) found = found.where('user_id', '=', user_id)
  if (room_name !== undefined) found = found.where('room_name', '=', room_name)
  if (action !== undefined) found = found.where('action', '=', action)
  if (since !== undefined) found = found.where('at', '>=', since)
  if (before !== undefined) found = found.where('id', '<', before)
  return found
}

function asEntry({ at, ...row }: Selectable<Schema['audit_log']>): AuditEntry {
  return { ...row, timestamp: isoTime(at) }
}
