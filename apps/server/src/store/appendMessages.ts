import type { ControlledTransaction, Insertable, Transaction } from 'kysely'
import { wireUser } from '../wireUser.ts'
import { auditRow } from './audit.ts'
import { TransactionClash, type Dialect } from './database.ts'
import { asMessage, selectMessages } from './messageRows.ts'
import type { KnownRooms, RoomFactsReader } from './roomFacts.ts'
import type { Schema } from './schema.ts'
import type { AccessRule, AppendOutcome, MessageDraft, StoredMessage } from './store.ts'

export interface Append {
  readonly draft: MessageDraft
  readonly rule: AccessRule
  /** Milliseconds since 1970. */
  readonly at: number
}

interface Options {
  readonly dialect: Dialect
  readonly facts: RoomFactsReader
  /** A message may have come before: it is looked for. Otherwise it makes everything fail. */
  readonly isCareful: boolean
}

type NewMessage = Insertable<Schema['messages']> & { readonly client_id: string | null }

/**
 * Stores messages under the next places of their rooms, in the order they came. As many statements for a thousand as
 * for one: rooms are taken first, in the order of their names, so that nodes wait for each other and never in a ring.
 */
export async function appendMessages(
  transaction: ControlledTransaction<Schema, string[]>,
  { dialect, facts, isCareful }: Options,
  appends: readonly Append[],
): Promise<readonly AppendOutcome[]> {
  const rooms = new Map(appends.map(({ draft }) => [draft.room.name, draft.room]))
  const lastSeqs = await lockRooms(transaction, dialect, [...rooms.keys()])
  const asked = appends.map(({ draft }) => ({ room: draft.room, userId: draft.sender_id }))
  const known = await facts.load(transaction, asked)
  const readers = await facts.readersOf(transaction, [...rooms.values()], known)
  const uploads = await uploadRooms(transaction, dialect, appends)

  const outcomes = appends.map(({ draft, rule }): AppendOutcome | undefined => {
    const code = rule(known.factsOf({ room: draft.room, userId: draft.sender_id }))
    if (code) return { kind: 'refused', code }
    if (!lastSeqs.has(draft.room.name)) return { kind: 'refused', code: 'WS_005' }
    const upload = draft.upload_id === null ? draft.room.name : uploads.get(draft.upload_id)
    return upload === draft.room.name ? undefined : { kind: 'unknown_upload' }
  })

  const timestampOf = createTimestamps()
  const insert = async (isKnown: (append: Append) => boolean) => {
    const seqs = new Map(lastSeqs)
    const chosen = appends.flatMap((append, index) => {
      if (outcomes[index] !== undefined || isKnown(append)) return []
      const seq = (seqs.get(append.draft.room.name) ?? 0) + 1
      seqs.set(append.draft.room.name, seq)
      return { index, append, row: rowOf(append, seq, timestampOf(append.at)) }
    })
    if (chosen.length === 0) return
    const rows = chosen.map(({ row }) => row)
    const ids = await dialect.insertMany(transaction, 'messages', rows)
    chosen.forEach(({ index, append, row }, place) => {
      outcomes[index] = storedOutcome(row, append, ids[place] ?? 0, known, readers)
    })
    await count(transaction, dialect, rows)
    await dialect.insertMany(transaction, 'audit_log', sentRows(chosen))
  }

  const repeated = repeatedIn(appends)
  const stored = isCareful ? await storedKeys(transaction, dialect, appends) : NONE
  try {
    await insert((append) => repeated.has(append) || (isCareful && stored.has(keyOf(append))))
  } catch (error) {
    // Another node has stored it since it was looked for.
    throw isCareful && dialect.isDuplicate(error) ? new TransactionClash(error) : error
  }
  return withDuplicates(transaction, dialect, appends, outcomes)
}

const NONE: ReadonlySet<string> = new Set()

const keyOf = ({ draft }: Append) => `${draft.sender_id} ${draft.client_id ?? ''}`

/** Those that repeat another of those at hand. */
function repeatedIn(appends: readonly Append[]): ReadonlySet<Append> {
  const keys = new Set<string>()
  const repeated = new Set<Append>()
  for (const append of appends) {
    if (append.draft.client_id === null) continue
    const key = keyOf(append)
    if (keys.has(key)) repeated.add(append)
    else keys.add(key)
  }
  return repeated
}

/** Times as they are stored; many messages of one commit have the same. */
function createTimestamps(): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const timestamp = known.get(at) ?? new Date(at).toISOString()
    known.set(at, timestamp)
    return timestamp
  }
}

async function lockRooms(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rooms = transaction
    .selectFrom('rooms')
    .select(['name', 'last_seq'])
    .where('name', 'in', dialect.texts(names))
    .orderBy('name')
  const rows = await dialect.locked(rooms).execute()
  return new Map(rows.map((row) => [row.name, row.last_seq]))
}

/** The room of each upload that a message points to. */
async function uploadRooms(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  appends: readonly Append[],
): Promise<ReadonlyMap<string, string>> {
  const ids = appends.flatMap(({ draft }) => draft.upload_id ?? [])
  if (ids.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('uploads')
    .select(['id', 'room_name'])
    .where('id', 'in', dialect.texts(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row.room_name]))
}

function rowOf({ draft }: Append, seq: number, timestamp: string): NewMessage {
  return {
    room_name: draft.room.name,
    seq,
    sender_id: draft.sender_id,
    receiver_id: draft.receiver_id,
    message: draft.message,
    message_type: draft.message_type,
    metadata: JSON.stringify(draft.metadata),
    client_id: draft.client_id,
    timestamp,
  }
}

/** What one socket wrote without anybody in between is one entry of the audit log. */
function sentRows(
  chosen: readonly { readonly append: Append; readonly row: NewMessage }[],
): readonly Insertable<Schema['audit_log']>[] {
  const newest = new Map<string, Insertable<Schema['audit_log']>>()
  const rows: Insertable<Schema['audit_log']>[] = []
  for (const { append, row } of chosen) {
    const { draft, at } = append
    const before = newest.get(row.room_name)
    if (before?.socket_id === draft.origin.socket_id && before.user_id === draft.sender_id) {
      before.seq_to = row.seq
      continue
    }
    const { room_name, seq } = row
    const entry = auditRow(
      { action: 'sent', user_id: draft.sender_id, room_name, seq_from: seq, seq_to: seq, ...draft.origin },
      at,
    )
    newest.set(room_name, entry)
    rows.push(entry)
  }
  return rows
}

/** What a member has not read is counted from these, without counting messages. */
async function count(transaction: Transaction<Schema>, dialect: Dialect, rows: readonly NewMessage[]): Promise<void> {
  const newest = new Map<string, number>()
  const own = new Map<string, { room_name: string; user_id: number; more: number }>()
  for (const { room_name, sender_id, seq } of rows) {
    newest.set(room_name, seq)
    const key = `${sender_id} ${room_name}`
    const counted = own.get(key) ?? { room_name, user_id: sender_id, more: 0 }
    own.set(key, { ...counted, more: counted.more + 1 })
  }
  const seqs = [...newest].map(([name, seq]) => ({ name, seq }))
  await transaction
    .updateTable('rooms')
    .from(dialect.table({ name: 'text', seq: 'bigint' }, seqs).as('newest'))
    .set((row) => ({ last_seq: row.ref('newest.seq') }))
    .whereRef('rooms.name', '=', 'newest.name')
    .execute()
  await transaction
    .updateTable('room_members')
    .from(dialect.table({ room_name: 'text', user_id: 'bigint', more: 'bigint' }, [...own.values()]).as('own'))
    .set((row) => ({ own_count: row('room_members.own_count', '+', row.ref('own.more')) }))
    .whereRef('room_members.room_name', '=', 'own.room_name')
    .whereRef('room_members.user_id', '=', 'own.user_id')
    .execute()
}

function storedOutcome(
  row: NewMessage,
  { draft }: Append,
  id: number,
  known: KnownRooms,
  readers: ReadonlyMap<string, readonly number[]>,
): AppendOutcome {
  const sender = known.userOf(row.sender_id)
  const receiver = draft.receiver_id === null ? undefined : known.userOf(draft.receiver_id)
  if (!sender) throw new Error('A message was stored for a sender who is not there.')
  return {
    kind: 'stored',
    message: {
      id,
      room_name: row.room_name,
      seq: row.seq,
      sender: wireUser(sender),
      receiver: receiver ? wireUser(receiver) : null,
      message: draft.message,
      message_type: draft.message_type,
      metadata: draft.metadata,
      client_id: draft.client_id,
      timestamp: row.timestamp,
      is_read: false,
      status: 'sent',
    },
    reader_ids: readers.get(row.room_name) ?? [],
  }
}

/** Which of the messages are stored already, by {@link keyOf}. */
async function storedKeys(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  appends: readonly Append[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('messages')
    .select(['sender_id', 'client_id'])
    .where('sender_id', 'in', dialect.numbers([...new Set(appends.map(({ draft }) => draft.sender_id))]))
    .where('client_id', 'in', dialect.texts(appends.flatMap(({ draft }) => draft.client_id ?? [])))
    .execute()
  return new Set(rows.map((row) => `${row.sender_id} ${row.client_id ?? ''}`))
}

/** Those without an outcome were stored before, or just now by another of the same `client_id`. */
async function withDuplicates(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  appends: readonly Append[],
  outcomes: readonly (AppendOutcome | undefined)[],
): Promise<readonly AppendOutcome[]> {
  const again = appends.filter((_, index) => outcomes[index] === undefined)
  const first = new Map<string, StoredMessage>()
  if (again.length > 0) {
    const rows = await selectMessages(transaction)
      .where('messages.sender_id', 'in', dialect.numbers([...new Set(again.map(({ draft }) => draft.sender_id))]))
      .where('messages.client_id', 'in', dialect.texts(again.flatMap(({ draft }) => draft.client_id ?? [])))
      .execute()
    for (const message of rows.map(asMessage)) first.set(`${message.sender.id} ${message.client_id ?? ''}`, message)
  }
  return appends.map((append, index) => {
    const message = first.get(keyOf(append))
    const outcome = outcomes[index] ?? (message && duplicateOutcome(message, append))
    if (!outcome) throw new Error('A message was neither stored now nor before.')
    return outcome
  })
}

function duplicateOutcome(message: StoredMessage, { draft }: Append): AppendOutcome {
  return message.room_name === draft.room.name ? { kind: 'duplicate', message } : { kind: 'conflict' }
}
