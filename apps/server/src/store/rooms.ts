import { directRoom, parseRoom, type Room } from '@mediconnect/protocol'
import type { CommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { gathered } from './gathered.ts'
import { selectMessages, asMessage } from './messageRows.ts'
import { prepared } from './prepared.ts'
import type { Asked, RoomFactsReader } from './roomFacts.ts'
import type { RoomFacts, RoomOverview, RoomPosition, RoomRecord, RoomStore, UserRecord } from './store.ts'
import { asUser, USER_COLUMNS } from './users.ts'

export function createRoomStore(database: Database, commits: CommitQueue, facts: RoomFactsReader): RoomStore {
  const { read, dialect } = database
  const roomsQuery = prepared(database, (db, place) =>
    db
      .selectFrom('rooms')
      .select(['name', 'title', 'last_seq', 'last_receipt'])
      .where('name', 'in', dialect.texts(place('names'))),
  )
  const membersQuery = prepared(database, (db, place) =>
    db
      .selectFrom('room_members')
      .innerJoin('users', 'users.id', 'room_members.user_id')
      .select(['room_members.room_name', ...USER_COLUMNS])
      .where('room_name', 'in', dialect.texts(place('names')))
      .orderBy('users.id'),
  )
  const newestQuery = prepared(database, (db, place) =>
    db
      .selectFrom('rooms')
      .select(['name', 'last_seq', 'last_receipt'])
      .where('name', 'in', dialect.texts(place('names'))),
  )
  const namesQuery = prepared(database, (db, place) =>
    db
      .selectFrom('room_members')
      .select(['user_id', 'room_name'])
      .where('user_id', 'in', dialect.numbers(place('users'))),
  )

  const factsOf = gathered<Asked, RoomFacts>(async (asked) => (await facts.load(read, asked)).factsOf)

  const record = gathered<string, RoomRecord | undefined>(async (names) => {
    const records = await recordsOf(names)
    return (name) => records.get(name)
  })

  const entrance = gathered<Asked, { facts: RoomFacts; record: RoomRecord | undefined }>(async (asked) => {
    const records = await recordsOf(asked.map(({ room }) => room.name))
    const users = new Map([...records.values()].flatMap(({ members }) => members.map((user) => [user.id, user])))
    const known = await facts.load(read, asked, users)
    return (ask) => ({ facts: known.factsOf(ask), record: records.get(ask.room.name) })
  })

  async function recordsOf(asked: readonly string[]): Promise<ReadonlyMap<string, RoomRecord>> {
    const names = [...new Set(asked)]
    const members = new Map<string, UserRecord[]>(names.map((name) => [name, []]))
    const rows = await roomsQuery.rows(read, { names })
    for (const row of await membersQuery.rows(read, { names })) members.get(row.room_name)?.push(asUser(row))
    const records = rows.map(({ name, title, last_seq, last_receipt }): RoomRecord => {
      return { name, title, last_seq, last_receipt, members: members.get(name) ?? [] }
    })
    return new Map(records.map((each) => [each.name, each]))
  }

  const namesOf = gathered<number, string[]>(async (asked) => {
    const users = [...new Set(asked)]
    const names = new Map<number, string[]>(users.map((userId) => [userId, []]))
    for (const row of await namesQuery.rows(read, { users })) names.get(row.user_id)?.push(row.room_name)
    return (userId) => names.get(userId) ?? []
  })

  function newest(names: readonly string[]): Promise<RoomPosition[]> {
    return newestQuery.rows(read, { names })
  }

  async function open(room: Room): Promise<RoomRecord | undefined> {
    return (await record(room.name)) ?? make(room)
  }

  /** A room of two is made when it is first opened. */
  async function make(room: Room): Promise<RoomRecord | undefined> {
    if (room.kind !== 'direct') return undefined
    await commits.run(async (transaction) => {
      await transaction
        .insertInto('rooms')
        .values({ name: room.name, kind: 'direct', title: null, last_seq: 0 })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      await transaction
        .insertInto('room_members')
        .values(room.userIds.map((user_id) => ({ room_name: room.name, user_id, ...UNREAD_NOTHING })))
        .onConflict((conflict) => conflict.columns(['room_name', 'user_id']).doNothing())
        .execute()
    })
    return record(room.name)
  }

  async function unread(roomName: string, userId: number): Promise<number> {
    const row = await read
      .selectFrom('room_members')
      .innerJoin('rooms', 'rooms.name', 'room_members.room_name')
      .select(['rooms.last_seq', 'room_members.own_count', 'room_members.read_count'])
      .where('room_members.room_name', '=', roomName)
      .where('room_members.user_id', '=', userId)
      .executeTakeFirst()
    return row ? Math.max(0, row.last_seq - row.own_count - row.read_count) : 0
  }

  async function overviewOf(roomName: string, userId: number): Promise<RoomOverview | undefined> {
    const room = await record(roomName)
    if (!room) {
      // A room of two that nobody has opened yet: the partner of a relationship.
      const parsed = parseRoom(roomName)
      if (parsed?.kind !== 'direct') return undefined
      const rows = await read.selectFrom('users').select(USER_COLUMNS).where('id', 'in', parsed.userIds).execute()
      const members = rows.map(asUser).sort((a, b) => a.id - b.id)
      return { name: roomName, title: null, last_seq: 0, last_receipt: 0, members, last_message: null, unread_count: 0 }
    }
    const last = await selectMessages(read)
      .where('messages.room_name', '=', roomName)
      .where('messages.seq', '=', room.last_seq)
      .executeTakeFirst()
    return {
      ...room,
      last_message: last ? asMessage(last) : null,
      unread_count: await unread(roomName, userId),
    }
  }

  return {
    access: async (room, userId, rule) => rule(await factsOf({ room, userId })),
    async enter(room, userId, rule) {
      const known = await entrance({ room, userId })
      const code = rule(known.facts)
      if (code) return { kind: 'refused', code }
      const entered = known.record ?? (await make(room))
      return entered ? { kind: 'entered', room: entered } : { kind: 'refused', code: 'WS_005' }
    },
    open,
    newest,
    async readers(room) {
      const known = await facts.load(read, [{ room, userId: 0 }])
      return (await facts.readersOf(read, [room], known)).get(room.name) ?? []
    },
    unread,
    namesOf,
    async overview(userId, rule) {
      const partners = await read
        .selectFrom('relationships')
        .select(['doctor_id', 'patient_id'])
        .where('active', '=', 1)
        .where((where) => where.or([where('doctor_id', '=', userId), where('patient_id', '=', userId)]))
        .execute()
      const names = new Set([
        ...(await namesOf(userId)),
        ...partners.map((pair) => directRoom(pair.doctor_id, pair.patient_id)),
      ])
      const rooms: RoomOverview[] = []
      for (const name of names) {
        const room = parseRoom(name)
        if (!room || rule(await factsOf({ room, userId }))) continue
        const overview = await overviewOf(name, userId)
        if (overview) rooms.push(overview)
      }
      return rooms.sort(newestActivityFirst)
    },
  }
}

export const UNREAD_NOTHING = { own_count: 0, read_count: 0, read_mark: 0, delivered_mark: 0 } as const

function newestActivityFirst(a: RoomOverview, b: RoomOverview): number {
  return (b.last_message?.id ?? 0) - (a.last_message?.id ?? 0) || a.name.localeCompare(b.name)
}
