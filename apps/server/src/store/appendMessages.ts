import type { Insertable, Transaction } from 'kysely'
import { isoTime } from '../isoTime.ts'
import { createFindTargets, type Targets, type Writer } from './appendTargets.ts'
import type { GroupOperation } from './commit.ts'
import { TransactionClash, type Database, type Dialect } from './database.ts'
import { createRepeats, outcomesOfRepeated } from './firstMessages.ts'
import type { RoomFactsReader } from './roomFacts.ts'
import type { Schema } from './schema.ts'
import { sentRows } from './sentRows.ts'
import type { AccessRule, AppendOutcome, MessageDraft } from './store.ts'

export interface Append {
  readonly draft: MessageDraft
  readonly rule: AccessRule
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A message with its place, about to be stored. */
interface Placed {
  readonly index: number
  readonly draft: MessageDraft
  readonly at: number
  readonly writer: Writer
  readonly row: NewMessage
}

type NewMessage = Insertable<Schema['messages']>

/**
 * Stores messages under the next places of their rooms, in the order they came. As many statements for a thousand as
 * for one. Without care it is not looked whether a message came before: then one that did makes everything fail.
 */
export function createAppend(database: Database, facts: RoomFactsReader): GroupOperation<Append, AppendOutcome> {
  const { dialect } = database
  const findTargets = createFindTargets(database, facts)

  return async (transaction, appends, isCareful) => {
    const drafts = appends.map(({ draft }) => draft)
    const targets = await findTargets(transaction, drafts)
    const uploads = await uploadRooms(transaction, dialect, drafts)
    const isRepeated = isCareful ? await createRepeats(transaction, dialect, drafts) : undefined

    const outcomes = new Array<AppendOutcome | undefined>(appends.length)
    const placed: Placed[] = []
    const repeated: MessageDraft[] = []
    for (const [index, append] of appends.entries()) {
      const { draft, at } = append
      const writer = targets.writerOf(draft)
      const refusal = refusalOf(append, writer, uploads)
      if (refusal) outcomes[index] = refusal
      else if (isRepeated?.(draft)) repeated.push(draft)
      else {
        writer.count++
        placed.push({ index, draft, at, writer, row: rowOf(draft, ++writer.target.seq, isoTime(at)) })
      }
    }
    try {
      const ids = await insert(transaction, dialect, targets, placed)
      for (const [place, each] of placed.entries()) outcomes[each.index] = storedOutcome(each, ids[place] ?? 0, targets)
    } catch (error) {
      // Another node has stored it since it was looked for.
      throw isCareful && dialect.isDuplicate(error) ? new TransactionClash(error) : error
    }
    const known = repeated.length > 0 ? await outcomesOfRepeated(transaction, dialect, repeated) : undefined
    return drafts.map((draft, index) => {
      const outcome = outcomes[index] ?? known?.get(draft)
      if (!outcome) throw new Error('A message was neither stored now nor before.')
      return outcome
    })
  }
}

/** The room of each upload that a message points to. */
async function uploadRooms(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  drafts: readonly MessageDraft[],
): Promise<ReadonlyMap<string, string>> {
  const ids = drafts.flatMap(({ upload_id }) => upload_id ?? [])
  if (ids.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('uploads')
    .select(['id', 'room_name'])
    .where('id', 'in', dialect.texts(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row.room_name]))
}

function refusalOf(
  { draft, rule }: Append,
  { facts, target }: Writer,
  uploads: ReadonlyMap<string, string>,
): AppendOutcome | undefined {
  const code = rule(facts)
  if (code) return { kind: 'refused', code }
  if (!target.exists) return { kind: 'refused', code: 'WS_005' }
  const { upload_id, room } = draft
  return upload_id === null || uploads.get(upload_id) === room.name ? undefined : { kind: 'unknown_upload' }
}

function rowOf(draft: MessageDraft, seq: number, timestamp: string): NewMessage {
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

/** Stores the messages, what is counted of them and who sent them. Gives their ids. */
async function insert(
  transaction: Transaction<Schema>,
  dialect: Dialect,
  targets: Targets,
  placed: readonly Placed[],
): Promise<readonly number[]> {
  if (placed.length === 0) return []
  const rows = placed.map(({ row }) => row)
  const ids = await dialect.insertMany(transaction, 'messages', rows)
  // What a member has not read is counted from these, without counting messages.
  const writers = targets.writers.filter(({ count }) => count > 0)
  const rooms = new Map(writers.map(({ target }) => [target.room.name, target.seq]))
  const newest = [...rooms].map(([name, last_seq]) => ({ name, last_seq }))
  await dialect.updateMany(transaction, { table: 'rooms', keys: ['name'], column: 'last_seq', how: 'set' }, newest)
  const own = writers.map(({ target, userId, count }) => ({
    room_name: target.room.name,
    user_id: userId,
    own_count: count,
  }))
  await dialect.updateMany(
    transaction,
    { table: 'room_members', keys: ['room_name', 'user_id'], column: 'own_count', how: 'add' },
    own,
  )
  await dialect.insertMany(transaction, 'audit_log', sentRows(placed))
  return ids
}

function storedOutcome({ draft, row, writer }: Placed, id: number, targets: Targets): AppendOutcome {
  const sender = targets.userOf(draft.sender_id)
  const receiver = draft.receiver_id === null ? undefined : targets.userOf(draft.receiver_id)
  if (!sender) throw new Error('A message was stored for a sender who is not there.')
  return {
    kind: 'stored',
    message: {
      id,
      room_name: row.room_name,
      seq: row.seq,
      sender,
      receiver: receiver ?? null,
      message: draft.message,
      message_type: draft.message_type,
      metadata: draft.metadata,
      client_id: draft.client_id,
      timestamp: row.timestamp,
      is_read: false,
      status: 'sent',
    },
    reader_ids: writer.target.reader_ids,
  }
}
