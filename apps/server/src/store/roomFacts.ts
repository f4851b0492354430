import type { Room } from '@mediconnect/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { RoomFacts } from './store.ts'

/** Members who may read now: an admin may still write into a room whose treatment has ended. */
export async function readerIds(db: Kysely<Schema>, room: Room, facts: RoomFacts): Promise<readonly number[]> {
  if (room.kind === 'direct') return facts.isTreatment && !facts.isActiveRelationship ? [] : room.userIds
  const members = await db.selectFrom('room_members').select('user_id').where('room_name', '=', room.name).execute()
  return members.map((member) => member.user_id)
}

/** Gathers what the access rule has to know, from a transaction or from what is committed. */
export async function roomFacts(db: Kysely<Schema>, room: Room, userId: number): Promise<RoomFacts> {
  const ids = room.kind === 'direct' ? [...new Set([...room.userIds, userId])] : [userId]
  const users = await db.selectFrom('users').select(['id', 'role', 'is_active']).where('id', 'in', ids).execute()
  const found = users.find(({ id }) => id === userId)
  const user = found && { ...found, is_active: found.is_active === 1 }
  if (room.kind !== 'direct') {
    const row = await db.selectFrom('rooms').select('name').where('name', '=', room.name).executeTakeFirst()
    const member = await db
      .selectFrom('room_members')
      .select('user_id')
      .where('room_name', '=', room.name)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return {
      user,
      exists: row !== undefined,
      isMember: member !== undefined,
      isTreatment: false,
      isActiveRelationship: false,
    }
  }
  const [low, high] = room.userIds.map((id) => users.find((candidate) => candidate.id === id))
  const doctor = [low, high].find((member) => member?.role === 'doctor')
  const patient = [low, high].find((member) => member?.role === 'patient')
  const relationship =
    doctor &&
    patient &&
    (await db
      .selectFrom('relationships')
      .select('active')
      .where('doctor_id', '=', doctor.id)
      .where('patient_id', '=', patient.id)
      .executeTakeFirst())
  return {
    user,
    exists: low !== undefined && high !== undefined,
    isMember: room.userIds.includes(userId),
    isTreatment: doctor !== undefined && patient !== undefined,
    isActiveRelationship: relationship?.active === 1,
  }
}
