import { parseRoom, Refusal, type Room } from '@mediconnect/protocol'
import { accessRefusal, canJoin } from '../auth/access.ts'
import type { HttpContext } from './routes.ts'

/** The room of that name, if the user may be in it now. Throws WS_005 or WS_002. */
export async function requireRoom(name: string, userId: number, { store }: HttpContext): Promise<Room> {
  const room = parseRoom(name)
  if (!room) throw new Refusal('WS_005', 'Rooms are named {low}_{high}, clinic_{id} or department_{id}.')
  const code = await store.rooms.access(room, userId, canJoin)
  if (code) throw accessRefusal(code)
  return room
}
