import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { directRoom } from '@mediconnect/protocol'
import { SignJWT } from 'jose'
import { atExit } from '../atExit.ts'
import type { Seat } from './seat.ts'
import { serverCommand, type ServerTarget } from './serverCommand.ts'
import { startServerProcess } from './serverProcess.ts'

const FIRST_USER = 10_000
const GROUP = 'clinic_1000'
const SECRET_BYTES = 48
/** Longer than any run. */
const TOKEN_LIFE_S = 24 * 60 * 60

/** Users, rooms and tokens, made before any clock starts. */
export interface World {
  /** Where everything of this run is kept; goes with the process. */
  readonly folder: string
  readonly secret: string
  /** A database of our server with all users and rooms, to be copied. */
  readonly databaseFile: string
  /** Seats of users in rooms of two, side by side. */
  pairs(users: number): Seat[]
  /** Seats in one room. */
  group(): Seat[]
}

export async function createWorld(target: ServerTarget, pairedUsers: number, groupSize: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'mediconnect-bench-world-'))
  const databaseFile = join(folder, 'mediconnect.db')
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  atExit(() => rmSync(folder, { recursive: true, force: true }))
  const key = new TextEncoder().encode(secret)

  const paired = await Promise.all(
    Array.from({ length: pairedUsers }, async (_, index): Promise<Seat> => {
      const userId = FIRST_USER + index
      const partnerId = FIRST_USER + (index ^ 1)
      return { userId, partnerId, room: directRoom(userId, partnerId), token: await sign(userId, key) }
    }),
  )
  const grouped = await Promise.all(
    Array.from({ length: groupSize }, async (_, index): Promise<Seat> => {
      const userId = FIRST_USER + pairedUsers + index
      return { userId, partnerId: undefined, room: GROUP, token: await sign(userId, key) }
    }),
  )
  // A first start makes the tables.
  const server = await startServerProcess(serverCommand(target, databaseFile, secret))
  await server.kill('SIGTERM')
  fill(databaseFile, [...paired, ...grouped])

  return {
    folder,
    secret,
    databaseFile,
    pairs: (users) => paired.slice(0, users),
    group: () => [...grouped],
  }
}

function sign(userId: number, key: Uint8Array): Promise<string> {
  const issued = Math.floor(Date.now() / 1000)
  return new SignJWT({ token_type: 'access', jti: randomUUID().replaceAll('-', ''), user_id: userId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(issued)
    .setExpirationTime(issued + TOKEN_LIFE_S)
    .sign(key)
}

function fill(file: string, seats: readonly Seat[]): void {
  const database = new DatabaseSync(file)
  const user = database.prepare(
    `insert into users (id, username, first_name, last_name, avatar_url, role, is_active, password_hash, last_seen)
     values (?, ?, ?, ?, null, 'staff', 1, 'none', null)`,
  )
  const room = database.prepare(
    'insert into rooms (name, kind, title, last_seq) values (?, ?, ?, 0) on conflict do nothing',
  )
  const member = database.prepare(
    `insert into room_members (room_name, user_id, own_count, read_count, read_mark, delivered_mark)
     values (?, ?, 0, 0, 0, 0)`,
  )
  database.exec('begin')
  for (const { userId } of seats) user.run(userId, `nurse_${userId}`, 'Nurse', `Number ${userId}`)
  for (const seat of seats) {
    if (seat.partnerId === undefined) room.run(seat.room, 'clinic', 'Clinic')
    else room.run(seat.room, 'direct', null)
    member.run(seat.room, seat.userId)
  }
  database.exec('commit')
  database.close()
}
