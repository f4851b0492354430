import { Refusal } from '@mediconnect/protocol'
import type { ChatContext } from './chatContext.ts'

/** The sender is always the token's user; a frame that names another is refused. */
export function requireOwn(id: number | null | undefined, { session }: ChatContext): void {
  if (id !== undefined && id !== null && id !== session.user.id) {
    throw new Refusal('WS_002', 'The sender is the user of the token; the frame names another.')
  }
}
