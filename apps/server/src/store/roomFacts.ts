import type { Room } from '@mediconnect/protocol'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { Schema } from './schema.ts'
import type { RoomFacts, UserRecord } from './store.ts'
import { asUser, USER_COLUMNS } from './users.ts'

/** A user and a room, about which something is asked. */
export interface Asked {
  readonly room: Room
  readonly userId: number
}

/** What is known of users and rooms at one moment. */
export interface KnownRooms {
  factsOf(asked: Asked): RoomFacts
  userOf(id: number): UserRecord | undefined
}

export interface RoomFactsReader {
  /**
   * Gathers what the access rule has to know, from a transaction or from what is committed; for many at once. `read`:
   * users who have just been read there.
   */
  load(db: Kysely<Schema>, asked: readonly Asked[], read?: ReadonlyMap<number, UserRecord>): Promise<KnownRooms>
  /** Members who may read now: an admin may still write into a room whose treatment has ended. */
  readersOf(
    db: Kysely<Schema>,
    rooms: readonly Room[],
    known: KnownRooms,
  ): Promise<ReadonlyMap<string, readonly number[]>>
}

export function createRoomFacts(database: Database): RoomFactsReader {
  const { dialect } = database
  const usersQuery = prepared(database, (db, place) =>
    db
      .selectFrom('users')
      .select(USER_COLUMNS)
      .where('id', 'in', dialect.numbers(place('ids'))),
  )
  const relationshipsQuery = prepared(database, (db, place) =>
    db
      .selectFrom('relationships')
      .select(['doctor_id', 'patient_id'])
      .where('doctor_id', 'in', dialect.numbers(place('doctors')))
      .where('patient_id', 'in', dialect.numbers(place('patients')))
      .where('active', '=', 1),
  )
  const membershipsQuery = prepared(database, (db, place) =>
    db
      .selectFrom('rooms')
      .leftJoin('room_members', (join) =>
        join
          .onRef('room_members.room_name', '=', 'rooms.name')
          .on('room_members.user_id', 'in', dialect.numbers(place('users'))),
      )
      .select(['rooms.name', 'room_members.user_id'])
      .where('rooms.name', 'in', dialect.texts(place('rooms'))),
  )
  const membersQuery = prepared(database, (db, place) =>
    db
      .selectFrom('room_members')
      .select(['room_name', 'user_id'])
      .where('room_name', 'in', dialect.texts(place('rooms'))),
  )

  async function activeRelationships(
    db: Kysely<Schema>,
    asked: readonly Asked[],
    users: ReadonlyMap<number, UserRecord>,
  ): Promise<ReadonlySet<string>> {
    const pairs = asked.flatMap(({ room }) => (room.kind === 'direct' ? (treatmentOf(room.userIds, users) ?? []) : []))
    if (pairs.length === 0) return new Set()
    const rows = await relationshipsQuery.rows(db, {
      doctors: [...new Set(pairs.map((pair) => pair.doctor_id))],
      patients: [...new Set(pairs.map((pair) => pair.patient_id))],
    })
    return new Set(rows.map(keyOf))
  }

  /** Those of the asked users who are members, for each group that exists. */
  async function memberships(
    db: Kysely<Schema>,
    asked: readonly Asked[],
  ): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const groups = asked.filter(({ room }) => room.kind !== 'direct')
    const members = new Map<string, Set<number>>()
    if (groups.length === 0) return members
    const rows = await membershipsQuery.rows(db, {
      users: [...new Set(groups.map(({ userId }) => userId))],
      rooms: [...new Set(groups.map(({ room }) => room.name))],
    })
    for (const { name, user_id } of rows) {
      const known = members.get(name) ?? new Set()
      members.set(name, user_id === null ? known : known.add(user_id))
    }
    return members
  }

  return {
    async load(db, asked, read) {
      const users = new Map(read)
      const ids = new Set<number>()
      for (const { room, userId } of asked) {
        for (const id of room.kind === 'direct' ? [...room.userIds, userId] : [userId]) if (!users.has(id)) ids.add(id)
      }
      const found = ids.size > 0 ? await usersQuery.rows(db, { ids: [...ids] }) : []
      for (const row of found) users.set(row.id, asUser(row))
      const active = await activeRelationships(db, asked, users)
      const members = await memberships(db, asked)
      return {
        userOf: (id) => users.get(id),
        factsOf({ room, userId }) {
          const user = users.get(userId)
          if (room.kind !== 'direct') {
            const isMember = members.get(room.name)?.has(userId)
            return { user, exists: isMember !== undefined, isMember: isMember === true, ...NO_TREATMENT }
          }
          const pair = treatmentOf(room.userIds, users)
          return {
            user,
            exists: room.userIds.every((id) => users.has(id)),
            isMember: room.userIds.includes(userId),
            isTreatment: pair !== undefined,
            isActiveRelationship: pair !== undefined && active.has(keyOf(pair)),
          }
        },
      }
    },
    async readersOf(db, rooms, known) {
      const readers = new Map<string, number[]>()
      const groups: string[] = []
      for (const room of rooms) {
        if (room.kind !== 'direct') {
          groups.push(room.name)
          readers.set(room.name, [])
          continue
        }
        const facts = known.factsOf({ room, userId: room.userIds[0] })
        readers.set(room.name, facts.isTreatment && !facts.isActiveRelationship ? [] : [...room.userIds])
      }
      if (groups.length === 0) return readers
      for (const { room_name, user_id } of await membersQuery.rows(db, { rooms: groups })) {
        readers.get(room_name)?.push(user_id)
      }
      return readers
    },
  }
}

interface Treatment {
  readonly doctor_id: number
  readonly patient_id: number
}

const NO_TREATMENT = { isTreatment: false, isActiveRelationship: false } as const
const keyOf = ({ doctor_id, patient_id }: Treatment) => `${doctor_id}:${patient_id}`

function treatmentOf(userIds: readonly number[], users: ReadonlyMap<number, UserRecord>): Treatment | undefined {
  const idOf = (role: string) => userIds.find((id) => users.get(id)?.role === role)
  const doctor_id = idOf('doctor')
  const patient_id = idOf('patient')
  return doctor_id === undefined || patient_id === undefined ? undefined : { doctor_id, patient_id }
}
