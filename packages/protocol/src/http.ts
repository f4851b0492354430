import * as v from 'valibot'
import {
  ChatMessageSchema,
  NotificationSchema,
  NotificationTypeSchema,
  PresenceSchema,
  PrioritySchema,
  RoleSchema,
  SeqSchema,
  StoredTextSchema,
  TimestampSchema,
  UserIdSchema,
  UserSchema,
  type ChatMessage,
} from './models.ts'
import { pageOf } from './pageOf.ts'
import { present } from './present.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const text = v.pipe(v.string(), v.minLength(1))

/** Body of every response that is not a success. */
export const HttpErrorSchema = v.object({
  code: v.string(),
  message: v.string(),
  details: v.nullish(v.string()),
  /** Milliseconds, with WS_007 and WS_003. */
  retry_after: v.nullish(count),
})
/** Why an HTTP call was refused. */
export type HttpError = v.InferOutput<typeof HttpErrorSchema>

/** `POST /api/token/` */
export const TokenRequestSchema = v.object({ username: v.pipe(StoredTextSchema, v.minLength(1)), password: text })
/** Answer to `POST /api/token/`. */
export const TokenPairSchema = v.object({ access: text, refresh: text })
/** What signing in gives. */
export type TokenPair = v.InferOutput<typeof TokenPairSchema>

/** `POST /api/token/refresh/` */
export const RefreshRequestSchema = v.object({ refresh: text })
/** Answer to `POST /api/token/refresh/`. */
export const AccessTokenSchema = v.object({ access: text })

/** `GET /api/users/{id}/`; `/api/users/me/` is the caller. */
export const UserProfileSchema = v.object({ ...UserSchema.entries, ...PresenceSchema.entries })
/** A user, with their presence. */
export type UserProfile = v.InferOutput<typeof UserProfileSchema>

/** One room of `GET /api/rooms/`. */
export const RoomSummarySchema = v.object({
  room_name: v.string(),
  /** The group's name; `null` in a room of two. */
  title: v.nullish(v.string()),
  members: v.array(UserProfileSchema),
  last_message: v.nullish(ChatMessageSchema),
  unread_count: count,
  last_seq: count,
})
/** A room as the list of rooms shows it. */
export type RoomSummary = v.InferOutput<typeof RoomSummarySchema>

/** `GET /api/rooms/` */
export const RoomListSchema = v.object({ results: v.array(RoomSummarySchema) })

/** A list of which what cannot be read is left out: one message from a newer server must not hide the others. */
function readable<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(v.fallback(v.optional(item), undefined)), v.transform(present<v.InferOutput<Item>>))
}

/**
 * `GET /api/rooms/{room}/messages/`: newest first, except with `after_seq`, which reads onwards, oldest first.
 * A bare list is accepted too, as a server that knows only the spec may give.
 */
export const MessagePageSchema = v.union([
  v.object({
    results: readable(ChatMessageSchema),
    has_more: v.optional(v.boolean()),
    /** Messages of others the caller has not read, in the whole room. */
    unread_count: v.optional(count),
  }),
  v.pipe(readable(ChatMessageSchema), v.transform(pageOf<ChatMessage>)),
])
/** A page of history. */
export type MessagePage = v.InferOutput<typeof MessagePageSchema>

/** `POST /api/uploads/` (multipart: `room_name`, then `file`) */
export const UploadSchema = v.object({
  id: v.optional(v.string()),
  file_url: v.string(),
  file_name: v.string(),
  file_size: count,
  content_type: v.optional(v.string()),
})
/** A file the server has taken. */
export type Upload = v.InferOutput<typeof UploadSchema>

/** `GET /api/notifications/`: newest first; the next page is `before` the last one's `created_at`. */
export const NotificationPageSchema = v.object({
  results: readable(NotificationSchema),
  has_more: v.optional(v.boolean()),
})
/** A page of notifications. */
export type NotificationPage = v.InferOutput<typeof NotificationPageSchema>

const notificationBody = {
  notification_type: NotificationTypeSchema,
  title: v.pipe(StoredTextSchema, v.minLength(1), v.maxLength(200)),
  message: v.pipe(StoredTextSchema, v.minLength(1), v.maxLength(4000)),
  priority: v.optional(PrioritySchema, 'medium'),
  metadata: v.optional(v.looseObject({}), {}),
}

/** `POST /api/notifications/`: exactly one of `user_ids`, `roles`, `broadcast: true` says who gets it. */
export const CreateNotificationSchema = v.pipe(
  v.object({
    ...notificationBody,
    user_ids: v.optional(v.pipe(v.array(UserIdSchema), v.minLength(1))),
    roles: v.optional(v.pipe(v.array(RoleSchema), v.minLength(1))),
    broadcast: v.optional(v.literal(true)),
  }),
  v.check(
    (body) => [body.user_ids, body.roles, body.broadcast].filter((audience) => audience !== undefined).length === 1,
    'Give exactly one of user_ids, roles or broadcast: true.',
  ),
)
/** A notification to be sent, and to whom. */
export type CreateNotification = v.InferInput<typeof CreateNotificationSchema>
/** Answer to `POST /api/notifications/`: how many users got it. */
export const CreatedNotificationSchema = v.object({ recipients: count })
/** How many users a notification went to. */
export type CreatedNotification = v.InferOutput<typeof CreatedNotificationSchema>

/** What the audit log knows of: one row each time someone did one of these. */
export const AUDIT_ACTIONS = [
  'signed_in',
  'sign_in_failed',
  'connected',
  'disconnected',
  'refused',
  'sent',
  'read',
  'rooms_read',
  'history_read',
  'file_shared',
  'file_uploaded',
  'file_read',
  'notification_sent',
  'notifications_listed',
  'notification_read',
  'notifications_deleted',
  'audit_read',
] as const
/** What the audit log has a row for. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Who did what, on what, when, from where, with which socket. Never what was said. */
export const AuditEntrySchema = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  timestamp: TimestampSchema,
  action: v.picklist(AUDIT_ACTIONS),
  /** `null` while nobody was signed in. */
  user_id: v.nullable(UserIdSchema),
  room_name: v.nullable(v.string()),
  /** The messages it was about: their first and last place in the room. */
  seq_from: v.nullable(SeqSchema),
  seq_to: v.nullable(SeqSchema),
  /** What else it was about: an upload's or a notification's id, an audience, an error or close code. */
  target: v.nullable(v.string()),
  address: v.nullable(v.string()),
  socket_id: v.nullable(v.string()),
})
/** One row of the audit log. */
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>

/** `GET /api/audit/`, for admins: newest first; the next page is `before` the last one's `id`. */
export const AuditPageSchema = v.object({ results: v.array(AuditEntrySchema), has_more: v.boolean() })
/** A page of the audit log. */
export type AuditPage = v.InferOutput<typeof AuditPageSchema>
