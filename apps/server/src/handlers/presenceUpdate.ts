import type { ChatClientFrame } from '@mediconnect/protocol'
import type { ChatContext } from './chatContext.ts'

type PresenceUpdate = Extract<ChatClientFrame, { type: 'presence_update' }>

/** Declares how this device's user is; all their devices together make the status that others see. */
export function presenceUpdate({ data }: PresenceUpdate, { session, services }: ChatContext): void {
  services.presence.declare(session.user.id, session.socketId, data.status)
}
