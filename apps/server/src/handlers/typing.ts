import type { ChatClientFrame } from '@mediconnect/protocol'
import type { ChatContext } from './chatContext.ts'
import { requireOwn } from './sender.ts'

type Start = Extract<ChatClientFrame, { type: 'typing_start' }>
type Stop = Extract<ChatClientFrame, { type: 'typing_stop' }>

export async function typingStart({ data }: Start, context: ChatContext): Promise<void> {
  const { session, services, room } = context
  requireOwn(data.sender_id, context)
  await context.requireAccess()
  if (session.isOpen()) services.typing.start(room.name, session.user, session.socketId)
}

export async function typingStop({ data }: Stop, context: ChatContext): Promise<void> {
  const { session, services, room } = context
  requireOwn(data.sender_id, context)
  await context.requireAccess()
  services.typing.stop(room.name, session.user)
}
