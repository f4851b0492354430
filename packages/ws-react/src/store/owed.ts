import type { ChatEntry, MessageMetadata, MessageType, User } from '@mediconnect/protocol'
import type { Outbox, OutboxMessage } from '../transport/outbox.ts'
import { entryKey } from './chat.ts'

/** A message the user pressed send on, before the server has it. */
export function newEntry(
  roomName: string,
  user: User,
  content: { message: string; message_type: MessageType; metadata: MessageMetadata },
): ChatEntry & { client_id: string } {
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

/** What goes on the wire for an entry. */
export function messageOf(entry: ChatEntry & { client_id: string }, receiverId: number | undefined): OutboxMessage {
  const { message, message_type, metadata, client_id, sender } = entry
  return { message, sender_id: sender.id, receiver_id: receiverId, message_type, metadata, client_id }
}

/** The entry with the state the outbox has for it. */
export function withOutboxState(entry: ChatEntry, outbox: Outbox): ChatEntry {
  const owed = outbox.entries.find(({ message }) => message.client_id === entry.client_id)
  if (!owed) return entry
  return { ...entry, metadata: owed.message.metadata ?? entry.metadata, state: owed.state, failure: owed.failure }
}

/** `crypto.randomUUID` is missing on pages served without TLS. */
function newClientId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
