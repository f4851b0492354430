import type { Role } from '@mediconnect/protocol'
import { directRoom } from '@mediconnect/protocol'
import type { Kysely } from 'kysely'
import { UNREAD_NOTHING } from './rooms.ts'
import type { Schema } from './schema.ts'

const USERS: readonly [id: number, username: string, first: string, last: string, role: Role][] = [
  [1, 'admin', 'Alex', 'Admin', 'admin'],
  [123, 'dr_smith', 'John', 'Smith', 'doctor'],
  [124, 'dr_jones', 'Mary', 'Jones', 'doctor'],
  [200, 'nurse_lee', 'Kim', 'Lee', 'staff'],
  [456, 'patient_doe', 'Jane', 'Doe', 'patient'],
  [457, 'patient_roe', 'Richard', 'Roe', 'patient'],
]
const RELATIONSHIPS = [
  { doctor_id: 123, patient_id: 456, active: 1 },
  { doctor_id: 124, patient_id: 456, active: 0 },
] as const
const ROOMS = [
  { name: 'clinic_1', kind: 'clinic', title: 'Clinic 1', members: [123, 124, 200] },
  { name: 'department_7', kind: 'department', title: 'Department 7', members: [123, 200] },
  { name: directRoom(123, 456), kind: 'direct', title: null, members: [123, 456] },
  { name: directRoom(123, 200), kind: 'direct', title: null, members: [123, 200] },
] as const

/** Creates what is missing of the contract's demo data, and touches nothing that is there. */
export async function seedDemo(db: Kysely<Schema>, passwordHash: string): Promise<void> {
  for (const [id, username, first_name, last_name, role] of USERS) {
    await db
      .insertInto('users')
      .values({
        id,
        username,
        first_name,
        last_name,
        role,
        avatar_url: null,
        is_active: 1,
        password_hash: passwordHash,
        last_seen: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const relationship of RELATIONSHIPS) {
    await db
      .insertInto('relationships')
      .values(relationship)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const { members, ...room } of ROOMS) {
    const made = await db
      .insertInto('rooms')
      .values({ ...room, last_seq: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .execute()
    // A member who was taken out of a room does not come back with the next start.
    if (made.length === 0) continue
    await db
      .insertInto('room_members')
      .values(members.map((user_id) => ({ room_name: room.name, user_id, ...UNREAD_NOTHING })))
      .execute()
  }
}
