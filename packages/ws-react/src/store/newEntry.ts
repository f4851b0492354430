import type { MessageMetadata, MessageType, User } from '@mediconnect/protocol'
import { entryKey } from './chat.ts'
import { newClientId } from './clientId.ts'
import type { OwedEntry } from './outboxStorage.ts'

/** A message the user pressed send on, before the server has it. */
export function newEntry(
  roomName: string,
  user: User,
  content: { message: string; message_type: MessageType; metadata: MessageMetadata },
): OwedEntry {
  const client_id = newClientId()
  return {
    key: entryKey(user.id, client_id),
    client_id,
    room_name: roomName,
    sender: user,
    ...content,
    timestamp: new Date().toISOString(),
    state: 'queued',
  }
}
