import type { Room, User } from '@mediconnect/protocol'
import type { Transaction } from 'kysely'
import { wireUser } from '../wireUser.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { KnownRooms, RoomFactsReader } from './roomFacts.ts'
import type { Schema } from './schema.ts'
import type { RoomFacts } from './store.ts'

/** Whom a message is from and where it goes. */
interface Way {
  readonly room: Room
  readonly sender_id: number
}

/** A room while messages are appended to it. */
export interface Target {
  readonly room: Room
  /** Whether there is a place to give out. */
  readonly exists: boolean
  readonly writers: Map<number, Writer>
  /** The members who may read now. */
  readonly reader_ids: readonly number[]
  /** The newest message's place. */
  seq: number
}

/** Who appends to it. */
export interface Writer {
  readonly target: Target
  readonly userId: number
  readonly facts: RoomFacts
  /** Messages stored. */
  count: number
}

export interface Targets {
  readonly writers: readonly Writer[]
  writerOf(way: Way): Writer
  /** A user as others see them; the same object each time. */
  userOf(id: number): User | undefined
}

type FindTargets = (transaction: Transaction<Schema>, ways: readonly Way[]) => Promise<Targets>

/**
 * Takes the rooms until the transaction ends, in the order of their names, so that nodes wait for each other and never
 * in a ring; then gathers what is known of those who write.
 */
export function createFindTargets(database: Database, facts: RoomFactsReader): FindTargets {
  const { dialect } = database
  const lockQuery = prepared(database, (db, place) =>
    dialect.locked(
      db
        .selectFrom('rooms')
        .select(['name', 'last_seq'])
        .where('name', 'in', dialect.texts(place('rooms')))
        .orderBy('name'),
    ),
  )

  return async (transaction, ways) => {
    const asked = new Map<string, { readonly room: Room; readonly senders: Set<number> }>()
    for (const { room, sender_id } of ways) {
      const senders = asked.get(room.name)?.senders
      if (senders) senders.add(sender_id)
      else asked.set(room.name, { room, senders: new Set([sender_id]) })
    }
    const rooms = [...asked.values()]
    const locked = await lockQuery.rows(transaction, { rooms: [...asked.keys()] })
    const lastSeqs = new Map(locked.map((row) => [row.name, row.last_seq]))
    const pairs = rooms.flatMap(({ room, senders }) => [...senders].map((userId) => ({ room, userId })))
    const known = await facts.load(transaction, pairs)
    const readers = await facts.readersOf(
      transaction,
      rooms.map(({ room }) => room),
      known,
    )
    const targets = new Map<string, Target>()
    for (const { room, senders } of rooms) {
      const lastSeq = lastSeqs.get(room.name)
      const target: Target = {
        room,
        exists: lastSeq !== undefined,
        writers: new Map(),
        reader_ids: readers.get(room.name) ?? [],
        seq: lastSeq ?? 0,
      }
      for (const userId of senders) {
        target.writers.set(userId, { target, userId, facts: known.factsOf({ room, userId }), count: 0 })
      }
      targets.set(room.name, target)
    }
    return {
      writers: [...targets.values()].flatMap(({ writers }) => [...writers.values()]),
      writerOf({ room, sender_id }) {
        const writer = targets.get(room.name)?.writers.get(sender_id)
        if (!writer) throw new Error('Somebody writes who was not asked about.')
        return writer
      },
      userOf: createUsers(known),
    }
  }
}

function createUsers(known: KnownRooms): (id: number) => User | undefined {
  const users = new Map<number, User>()
  return (id) => {
    let user = users.get(id)
    const record = user ? undefined : known.userOf(id)
    if (record) users.set(id, (user = wireUser(record)))
    return user
  }
}
