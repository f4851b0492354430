import * as v from 'valibot'
import { AuthenticateSchema, ErrorSchema, HeartbeatSchema } from './common.ts'
import { bareFrame, frame, type FrameInputOf, type FrameOf } from './frame.ts'
import { MAX_FILE_NAME_LENGTH } from './limits.ts'
import {
  ChatMessageSchema,
  ClientIdSchema,
  MessageIdSchema,
  MessageMetadataSchema,
  MessageTypeSchema,
  PresenceSchema,
  PresenceStatusSchema,
  SeqSchema,
  StoredTextSchema,
  TimestampSchema,
  UserIdSchema,
  UserSchema,
} from './models.ts'

const typing = { sender_id: v.nullish(UserIdSchema), receiver_id: v.nullish(UserIdSchema) }
const upTo = v.optional(v.boolean(), false)
const filledText = v.pipe(v.string(), v.minLength(1))
const file = {
  file_name: filledText,
  file_size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  file_url: filledText,
}

/** What a client sends on `/ws/chat/{room}/`. */
export const chatClientFrames = {
  /** A message, stored before anyone sees it. The same `client_id` again makes no second one. */
  send_message: frame('send_message', {
    message: StoredTextSchema,
    sender_id: v.nullish(UserIdSchema),
    receiver_id: v.nullish(UserIdSchema),
    message_type: v.optional(MessageTypeSchema, 'text'),
    metadata: v.optional(MessageMetadataSchema, {}),
    client_id: v.nullish(ClientIdSchema),
  }),
  /** The user writes; it stops by itself. */
  typing_start: bareFrame('typing_start', typing),
  /** The user no longer writes. */
  typing_stop: bareFrame('typing_stop', typing),
  /** The user has read a message; with `up_to` (added), all up to it. */
  message_read: frame('message_read', {
    message_id: MessageIdSchema,
    reader_id: v.nullish(UserIdSchema),
    up_to: upTo,
  }),
  /** The client has a message; with `up_to` (added), all up to it. */
  message_ack: frame('message_ack', { message_id: MessageIdSchema, up_to: upTo }),
  /** The user is there, away, busy or gone. */
  presence_update: frame('presence_update', {
    status: PresenceStatusSchema,
    last_seen: v.nullish(TimestampSchema),
  }),
  /** A file that was uploaded is shared with the room. */
  file_upload: frame('file_upload', {
    ...file,
    file_name: v.pipe(StoredTextSchema, v.minLength(1), v.maxLength(MAX_FILE_NAME_LENGTH)),
  }),
  /** Keeps the socket alive; our server answers with the same. */
  heartbeat: HeartbeatSchema,
  /** Added: renews the token of the open socket. */
  authenticate: AuthenticateSchema,
}
/** A chat frame as the server reads it. */
export type ChatClientFrame = FrameOf<typeof chatClientFrames>
/** A chat frame as a client writes it: what has a default may be left out. */
export type ChatClientFrameInput = FrameInputOf<typeof chatClientFrames>

/** What the server sends on `/ws/chat/{room}/`. */
export const chatServerFrames = {
  /** A message, to every socket in the room, the sender's own included. */
  chat_message: v.object({ type: v.literal('chat_message'), data: ChatMessageSchema }),
  /** Another member writes, or no longer does. */
  typing_notification: frame('typing_notification', {
    user: UserSchema,
    is_typing: v.boolean(),
    timestamp: v.optional(TimestampSchema),
  }),
  /** How far a message got with a member. */
  message_status: frame('message_status', {
    message_id: MessageIdSchema,
    status: v.picklist(['delivered', 'read']),
    timestamp: v.optional(TimestampSchema),
    user_id: v.nullish(UserIdSchema),
    /** Added: how far the message got with all other members of the room. */
    overall: v.optional(v.picklist(['sent', 'delivered', 'read'])),
  }),
  /** A member came, went or is busy. */
  presence_status: frame('presence_status', { user: UserSchema, ...PresenceSchema.entries }),
  /** The first frame of a connection, and the server's word on it. */
  connection_status: frame('connection_status', {
    status: v.picklist(['connected', 'reconnected', 'disconnected']),
    timestamp: v.optional(TimestampSchema),
    room_name: v.optional(v.string()),
    active_users: v.optional(v.array(UserIdSchema), []),
    /** Added: the newest message's place, 0 in an empty room. */
    last_seq: v.optional(v.union([v.literal(0), SeqSchema])),
    /** Added: presence of the room's members. */
    user_status: v.optional(v.array(v.object({ user: UserSchema, ...PresenceSchema.entries }))),
    /** Added: more was missed than the client asked for; the rest is fetched over HTTP. */
    truncated: v.optional(v.boolean()),
  }),
  /** A member shared a file. */
  file_shared: frame('file_shared', { ...file, uploader: UserIdSchema, timestamp: v.optional(TimestampSchema) }),
  /** The answer to the client's. */
  heartbeat: HeartbeatSchema,
  /** What went wrong: see the error table. */
  error: ErrorSchema,
}
/** A chat frame as the client reads it. */
export type ChatServerFrame = FrameOf<typeof chatServerFrames>
/** A chat frame as the server writes it: what has a default may be left out. */
export type ChatServerFrameInput = FrameInputOf<typeof chatServerFrames>
