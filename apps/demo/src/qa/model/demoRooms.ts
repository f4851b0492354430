import { directRoom } from '@mediconnect/protocol'
import { describeRoom } from '../../rooms/describeRoom.ts'
import { DEMO_USERS, type DemoUser } from '../../session/demoUsers.ts'

const GROUPS = ['clinic_1', 'department_7']
/** The server knows neither: one is well named, the other not. */
const MISSING = ['clinic_9', 'nowhere']

/** Every room a demo user could try to open, with what it is called there. */
export function demoRooms(user: DemoUser): readonly { readonly name: string; readonly title: string }[] {
  const people = DEMO_USERS.filter((other) => other.id !== user.id)
  const moderated = user.role === 'admin' ? ['123_456', '123_200'] : []
  const names = [...people.map((other) => directRoom(user.id, other.id)), ...moderated, ...GROUPS, ...MISSING]
  return names.map((name) => ({ name, title: describeRoom(name, undefined, user.id)?.title ?? 'No such room' }))
}

/** The room a user's pane begins in. */
export function firstRoom(user: DemoUser): string {
  const rooms: Readonly<Record<string, string>> = { dr_smith: '123_456', patient_doe: '123_456', admin: '123_456' }
  return rooms[user.username] ?? (user.role === 'patient' ? directRoom(123, user.id) : 'clinic_1')
}
