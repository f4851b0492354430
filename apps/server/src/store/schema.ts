import type { Role } from '@mediconnect/protocol'
import type { Generated } from 'kysely'

/** The tables. Booleans are 0 or 1 and times ISO 8601 text, so that every database reads them alike. */
export interface Schema {
  users: {
    id: number
    username: string
    first_name: string
    last_name: string
    avatar_url: string | null
    role: Role
    is_active: 0 | 1
    password_hash: string
    last_seen: string | null
  }
  relationships: { doctor_id: number; patient_id: number; active: 0 | 1 }
  rooms: { name: string; kind: 'direct' | 'clinic' | 'department'; title: string | null; last_seq: number }
  /** `last_seq − own_count − read_count` is what a member has not read. Up to the marks nothing is left to mark. */
  room_members: {
    room_name: string
    user_id: number
    own_count: number
    read_count: number
    read_mark: number
    delivered_mark: number
  }
  messages: {
    id: Generated<number>
    room_name: string
    seq: number
    sender_id: number
    receiver_id: number | null
    message: string
    message_type: string
    metadata: string
    client_id: string | null
    timestamp: string
    is_delivered: 0 | 1
    is_read: 0 | 1
  }
  /** `at_seq`: the room's newest message when the receipt was made; what a resuming client asks by. */
  receipts: {
    id: Generated<number>
    room_name: string
    message_id: number
    seq: number
    user_id: number
    status: 'delivered' | 'read'
    timestamp: string
    at_seq: number
  }
  notifications: {
    id: string
    user_id: number
    notification_type: string
    title: string
    message: string
    priority: string
    created_at: string
    metadata: string
    read_at: string | null
  }
  uploads: {
    id: string
    room_name: string
    user_id: number
    file_name: string
    file_size: number
    content_type: string
    created_at: string
  }
}
