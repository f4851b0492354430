import type { User } from '@mediconnect/protocol'

/** What to call someone in running text. */
export function shortName(user: User): string {
  return user.first_name.trim() || user.username
}
