import { MessageMetadataSchema, MessageTypeSchema, RoleSchema } from '@mediconnect/protocol'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Schema } from './schema.ts'
import type { MessageStatus, StoredMessage } from './store.ts'

const RowSchema = v.object({
  id: v.number(),
  room_name: v.string(),
  seq: v.number(),
  message: v.string(),
  message_type: MessageTypeSchema,
  metadata: v.pipe(v.string(), v.parseJson(), MessageMetadataSchema),
  client_id: v.nullable(v.string()),
  timestamp: v.string(),
  is_delivered: v.number(),
  is_read: v.number(),
  sender_id: v.number(),
  sender_username: v.string(),
  sender_first_name: v.string(),
  sender_last_name: v.string(),
  sender_avatar_url: v.nullable(v.string()),
  sender_role: RoleSchema,
  receiver_id: v.nullable(v.number()),
  receiver_username: v.nullable(v.string()),
  receiver_first_name: v.nullable(v.string()),
  receiver_last_name: v.nullable(v.string()),
  receiver_avatar_url: v.nullable(v.string()),
  receiver_role: v.nullable(RoleSchema),
})

/** Messages with the users they name. */
export function selectMessages(db: Kysely<Schema>) {
  return db
    .selectFrom('messages')
    .innerJoin('users as sender', 'sender.id', 'messages.sender_id')
    .leftJoin('users as receiver', 'receiver.id', 'messages.receiver_id')
    .select([
      'messages.id',
      'messages.room_name',
      'messages.seq',
      'messages.message',
      'messages.message_type',
      'messages.metadata',
      'messages.client_id',
      'messages.timestamp',
      'messages.is_delivered',
      'messages.is_read',
      'sender.id as sender_id',
      'sender.username as sender_username',
      'sender.first_name as sender_first_name',
      'sender.last_name as sender_last_name',
      'sender.avatar_url as sender_avatar_url',
      'sender.role as sender_role',
      'receiver.id as receiver_id',
      'receiver.username as receiver_username',
      'receiver.first_name as receiver_first_name',
      'receiver.last_name as receiver_last_name',
      'receiver.avatar_url as receiver_avatar_url',
      'receiver.role as receiver_role',
    ])
}

/** A row of {@link selectMessages} as it goes over the wire. */
export function asMessage(row: unknown): StoredMessage {
  const {
    is_delivered,
    is_read,
    sender_id,
    sender_username,
    sender_first_name,
    sender_last_name,
    sender_avatar_url,
    sender_role,
    receiver_id,
    receiver_username,
    receiver_first_name,
    receiver_last_name,
    receiver_avatar_url,
    receiver_role,
    ...message
  } = v.parse(RowSchema, row)
  return {
    ...message,
    sender: {
      id: sender_id,
      username: sender_username,
      first_name: sender_first_name,
      last_name: sender_last_name,
      avatar_url: sender_avatar_url,
      role: sender_role,
    },
    receiver:
      receiver_id === null
        ? null
        : {
            id: receiver_id,
            username: receiver_username ?? '',
            first_name: receiver_first_name ?? '',
            last_name: receiver_last_name ?? '',
            avatar_url: receiver_avatar_url,
            role: receiver_role ?? undefined,
          },
    is_read: is_read === 1,
    status: statusOf({ is_delivered, is_read }),
  }
}

/** How far a message got with all other members. */
export function statusOf({ is_delivered, is_read }: { is_delivered: number; is_read: number }): MessageStatus {
  return is_read === 1 ? 'read' : is_delivered === 1 ? 'delivered' : 'sent'
}
