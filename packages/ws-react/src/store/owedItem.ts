import type { MessageMetadata, MessageType, User } from '@mediconnect/protocol'
import { entryKey } from './chat.ts'
import { newClientId } from './clientId.ts'
import type { OwedEntry } from './outboxStorage.ts'

/** A message owed to the server, as this tab knows it. */
export interface OwedItem {
  readonly entry: OwedEntry
  /** Its place among all that the user sent, from any tab. */
  readonly order: number
  /** The browser keeps it, for all tabs. */
  readonly isKept: boolean
  readonly needsUpload: boolean
  /** Another tab wrote it and, since tabs take no turns here, sends it. */
  readonly isLeftToOther: boolean
}

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

/** Whether it waits to be sent, or is being sent. */
export function isPending({ entry }: OwedItem): boolean {
  return entry.state === 'queued' || entry.state === 'sending'
}
