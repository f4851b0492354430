import { UserSchema, type ChatMessage, type User } from '@mediconnect/protocol'
import * as v from 'valibot'

const person = (id: number, username: string, first_name: string, last_name: string): User =>
  v.parse(UserSchema, { id, username, first_name, last_name })

export const doctor = person(123, 'dr_smith', 'John', 'Smith')
export const patient = person(456, 'patient_doe', 'Jane', 'Doe')
export const nurse = person(200, 'nurse_lee', 'Lee', 'Nurse')

/** A message in the room of doctor and patient; `seq` doubles as id. */
export function messageFrom(sender: User, seq: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: seq,
    seq,
    sender,
    receiver: sender.id === doctor.id ? patient : doctor,
    message: `message ${seq}`,
    message_type: 'text',
    metadata: {},
    timestamp: new Date(Date.UTC(2024, 0, 15, 10, 0, seq)).toISOString(),
    is_read: false,
    room_name: '123_456',
    ...more,
  }
}
