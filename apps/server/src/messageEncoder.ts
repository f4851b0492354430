import type { User } from '@mediconnect/protocol'
import type { StoredMessage } from './store/store.ts'

/** The frame of a stored message, as text. */
export type EncodeMessage = (message: StoredMessage) => string

/**
 * Writes a `chat_message` part by part, as it is written for each message there is. Users are written once: the
 * messages of a commit share theirs.
 */
export function createMessageEncoder(): EncodeMessage {
  const users = new WeakMap<User, string>()

  function textOf(user: User): string {
    let text = users.get(user)
    if (text === undefined) users.set(user, (text = JSON.stringify(user)))
    return text
  }

  return (stored) => {
    const { id, room_name, seq, sender, receiver, message, message_type } = stored
    const { metadata, client_id, timestamp, is_read, status } = stored
    return `{"type":"chat_message","data":{"id":${id},"room_name":${JSON.stringify(room_name)},"seq":${seq},"sender":${textOf(sender)},"receiver":${receiver ? textOf(receiver) : 'null'},"message":${JSON.stringify(message)},"message_type":"${message_type}","metadata":${JSON.stringify(metadata)},"client_id":${JSON.stringify(client_id)},"timestamp":"${timestamp}","is_read":${is_read},"status":"${status}"}}`
  }
}
