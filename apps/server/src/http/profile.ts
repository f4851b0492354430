import type { UserProfile } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { HttpContext } from './routes.ts'

/** A user with their presence. Who is here now was last seen now. */
export function profileOf(user: UserRecord, { presence, now }: HttpContext): UserProfile {
  const status = presence.statusOf(user.id)
  const last_seen = status === 'offline' ? user.last_seen : isoTime(now())
  return { ...wireUser(user), status, last_seen }
}
