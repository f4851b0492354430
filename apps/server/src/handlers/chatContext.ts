import type { Room } from '@mediconnect/protocol'
import type { OnTheirWay } from '../session/dispatch.ts'
import type { Services } from '../session/services.ts'
import type { SessionHandle } from '../session/session.ts'

/** What a chat command may use. */
export interface ChatContext {
  readonly session: SessionHandle
  readonly services: Services
  readonly room: Room
  readonly onTheirWay: OnTheirWay
  /** Throws when the user may not be in the room at this moment. */
  requireAccess(): Promise<void>
}
