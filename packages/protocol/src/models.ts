import * as v from 'valibot'
import { NOTIFICATION_TYPES, PRESENCE_STATUSES, PRIORITIES, ROLES } from './choices.ts'
import { isStorable, wellFormed } from './storedText.ts'

const id = v.pipe(v.number(), v.integer(), v.minValue(1))
const optionalText = v.nullish(v.string())
const textOrEmpty = v.nullish(v.string(), '')

/** A user's id: a positive integer. */
export const UserIdSchema = id
/** A message's id: a positive integer, unique over all rooms. */
export const MessageIdSchema = id
/** A message's place in its room: 1, 2, 3, … without gaps. */
export const SeqSchema = id
/** A UUID the sender makes for a message, so that sending it again makes no second one. */
export const ClientIdSchema = v.pipe(v.string(), v.uuid())
/** Says of a text that it is {@link isStorable}. */
export const storable = v.rawCheck<string>(({ dataset, addIssue }) => {
  if (dataset.typed && !isStorable(dataset.value)) addIssue({ expected: 'a text without the character NUL' })
})

/** A text that is to be kept. */
export const StoredTextSchema = v.pipe(v.string(), storable, v.transform(wellFormed))
/** ISO 8601 UTC. */
export const TimestampSchema = v.pipe(v.string(), v.isoTimestamp())

/** What a user is in the clinic. */
export const RoleSchema = v.picklist(ROLES)
/** What a user is in the clinic. */
export type Role = v.InferOutput<typeof RoleSchema>

/**
 * A user as frames show one: some frames give only id, username and first name.
 * What a server says of a user is read with patience: a role this version does not know must not hide a message.
 */
export const UserSchema = v.object({
  id,
  username: v.string(),
  first_name: textOrEmpty,
  last_name: textOrEmpty,
  avatar_url: optionalText,
  role: v.fallback(v.optional(RoleSchema), undefined),
})
/** A user as frames show one. */
export type User = v.InferOutput<typeof UserSchema>

/** Whether a user is there. */
export const PresenceStatusSchema = v.picklist(PRESENCE_STATUSES)
/** Whether a user is there. */
export type PresenceStatus = v.InferOutput<typeof PresenceStatusSchema>

/** Whether a user is there; `last_seen` is when they were last. */
export const PresenceSchema = v.object({
  status: PresenceStatusSchema,
  last_seen: v.nullish(TimestampSchema),
})
/** Whether a user is there, and since when not. */
export type Presence = v.InferOutput<typeof PresenceSchema>

/** What a message is. */
export const MessageTypeSchema = v.picklist(['text', 'image', 'file', 'voice'])
/** What a message is: a text, or which kind of attachment. */
export type MessageType = v.InferOutput<typeof MessageTypeSchema>

/** Facts about an attachment. Fields other than these are kept as they are. `duration` is in seconds, `file_size` in bytes. */
export const MessageMetadataSchema = v.looseObject({
  file_url: optionalText,
  file_name: optionalText,
  file_size: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  duration: v.nullish(v.pipe(v.number(), v.minValue(0))),
  /** Added: size of a picture in pixels, so that its place can be kept before it loads. */
  width: v.nullish(v.pipe(v.number(), v.minValue(1))),
  height: v.nullish(v.pipe(v.number(), v.minValue(1))),
})
/** Facts about an attachment. */
export type MessageMetadata = v.InferOutput<typeof MessageMetadataSchema>

/**
 * A stored message, as `chat_message` and the history carry it. `room_name`, `seq` and `client_id` are added by the
 * contract. Only what a message cannot be shown without is insisted on; a type this version does not know is shown as text.
 */
export const ChatMessageSchema = v.object({
  id,
  sender: UserSchema,
  /** `null` in a group room. */
  receiver: v.nullish(UserSchema),
  message: v.string(),
  message_type: v.fallback(v.optional(MessageTypeSchema, 'text'), 'text'),
  timestamp: TimestampSchema,
  is_read: v.nullish(v.boolean(), false),
  metadata: v.fallback(v.nullish(MessageMetadataSchema, {}), {}),
  room_name: v.nullish(v.string()),
  seq: v.fallback(v.optional(SeqSchema), undefined),
  client_id: v.nullish(v.string()),
  /** Added in history: how far the message got with the other members. */
  status: v.fallback(v.optional(v.picklist(['sent', 'delivered', 'read'])), undefined),
})
/** A stored message. */
export type ChatMessage = v.InferOutput<typeof ChatMessageSchema>

/** What a notification is about. */
export const NotificationTypeSchema = v.picklist(NOTIFICATION_TYPES)
/** What a notification is about. */
export type NotificationType = v.InferOutput<typeof NotificationTypeSchema>

/** How much a notification may interrupt. */
export const PrioritySchema = v.picklist(PRIORITIES)
/** How much a notification may interrupt; `critical` waits until it is acknowledged. */
export type Priority = v.InferOutput<typeof PrioritySchema>

export const NotificationIdSchema = v.pipe(v.string(), v.uuid())

/** A notification, as `new_notification` and the list carry it. */
export const NotificationSchema = v.object({
  id: NotificationIdSchema,
  notification_type: NotificationTypeSchema,
  title: v.string(),
  message: v.string(),
  priority: PrioritySchema,
  created_at: TimestampSchema,
  metadata: v.optional(v.looseObject({ action_url: optionalText, deep_link: optionalText }), {}),
  /** Added: `null` while unread. */
  read_at: v.nullish(TimestampSchema),
})
/** A notification as its user gets it. */
export type Notification = v.InferOutput<typeof NotificationSchema>

/** Unread notifications. `by_type` leaves out types that have none. */
export const UnreadCountSchema = v.object({
  total_unread: v.pipe(v.number(), v.integer(), v.minValue(0)),
  by_type: v.optional(v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))), {}),
})
/** How many notifications are unread. */
export type UnreadCount = v.InferOutput<typeof UnreadCountSchema>
