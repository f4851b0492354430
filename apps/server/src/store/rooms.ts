import { directRoom, parseRoom } from '@mediconnect/protocol'
import type { Kysely } from 'kysely'
import type { CommitQueue } from './commit.ts'
import { selectMessages, asMessage } from './messageRows.ts'
import { readerIds, roomFacts } from './roomFacts.ts'
import type { Schema } from './schema.ts'
import type { RoomOverview, RoomRecord, RoomStore, UserRecord } from './store.ts'
import { asUser, USER_COLUMNS } from './users.ts'

export function createRoomStore(read: Kysely<Schema>, commits: CommitQueue): RoomStore {
  async function membersOf(roomName: string): Promise<UserRecord[]> {
    const rows = await read
      .selectFrom('room_members')
      .innerJoin('users', 'users.id', 'room_members.user_id')
      .select(USER_COLUMNS)
      .where('room_name', '=', roomName)
      .orderBy('users.id')
      .execute()
    return rows.map(asUser)
  }

  async function record(roomName: string): Promise<RoomRecord | undefined> {
    const row = await read
      .selectFrom('rooms')
      .select(['name', 'title', 'last_seq'])
      .where('name', '=', roomName)
      .executeTakeFirst()
    return row && { ...row, members: await membersOf(roomName) }
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
      return { name: roomName, title: null, last_seq: 0, members, last_message: null, unread_count: 0 }
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

  async function namesOf(userId: number): Promise<string[]> {
    const rows = await read.selectFrom('room_members').select('room_name').where('user_id', '=', userId).execute()
    return rows.map((row) => row.room_name)
  }

  return {
    async access(room, userId, rule) {
      return rule(await roomFacts(read, room, userId))
    },
    async open(room) {
      const known = await record(room.name)
      if (known || room.kind !== 'direct') return known
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
    },
    async readers(room) {
      return readerIds(read, room, await roomFacts(read, room, 0))
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
        if (!room || rule(await roomFacts(read, room, userId))) continue
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
