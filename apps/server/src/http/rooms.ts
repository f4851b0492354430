import type { RoomSummary } from '@mediconnect/protocol'
import { canJoin } from '../auth/access.ts'
import { auditCall } from './auditCall.ts'
import { profileOf } from './profile.ts'
import { requireUser, type Routes } from './routes.ts'

/** The caller's rooms, newest activity first. */
export const roomRoutes: Routes = (app, context) => {
  app.get('/api/rooms/', async (request) => {
    const user = await requireUser(request, context)
    const rooms = await context.store.rooms.overview(user.id, canJoin)
    const results: RoomSummary[] = rooms.map((room) => ({
      room_name: room.name,
      title: room.title,
      members: room.members.map((member) => profileOf(member, context)),
      last_message: room.last_message,
      unread_count: room.unread_count,
      last_seq: room.last_seq,
    }))
    auditCall(request, context, { action: 'rooms_read' })
    return { results }
  })
}
