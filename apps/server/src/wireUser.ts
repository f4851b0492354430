import type { User } from '@mediconnect/protocol'
import type { UserRecord } from './store/store.ts'

/** A user as others see them. */
export function wireUser({ id, username, first_name, last_name, avatar_url, role }: UserRecord): User {
  return { id, username, first_name, last_name, avatar_url, role }
}
