import type { AuditAction, Role } from '@mediconnect/protocol'
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
  rooms: {
    name: string
    kind: 'direct' | 'clinic' | 'department'
    title: string | null
    last_seq: number
    last_receipt: Generated<number>
  }
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
    is_delivered: Generated<0 | 1>
    is_read: Generated<0 | 1>
  }
  /**
   * `position`: per room, without gaps. `at_seq`: the room's newest message when the receipt was made; what a resuming
   * client asks by.
   */
  receipts: {
    id: Generated<number>
    room_name: string
    message_id: number
    seq: number
    user_id: number
    status: 'delivered' | 'read'
    timestamp: string
    at_seq: number
    position: number
  }
  /** What is sent to many has one `id` for all of them. */
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
  /** Changed with what it counts. */
  notification_counts: { user_id: number; notification_type: string; unread: number }
  /** One row: the newest `created_at` of all. Whoever has it locked makes the next. */
  notification_clock: { id: number; newest: string }
  /**
   * Notifications for more users than one commit takes; `id` is theirs, too. Users up to `last_user_id` have got it.
   * Until `leased_until`, in milliseconds since 1970, a node is seeing to it.
   */
  notification_jobs: {
    id: string
    draft: string
    last_user_id: number
    recipients: number
    is_done: 0 | 1
    leased_until: number
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
  /** Postgres only, where every node has to read them. */
  upload_contents: { upload_id: string; part: number; content: Buffer }
  /** `at`: milliseconds since 1970; a row comes with every message, and this is a third of the bytes of a text. */
  audit_log: {
    id: Generated<number>
    at: number
    action: AuditAction
    user_id: number | null
    room_name: string | null
    seq_from: number | null
    seq_to: number | null
    target: string | null
    address: string | null
    socket_id: string | null
  }
}
