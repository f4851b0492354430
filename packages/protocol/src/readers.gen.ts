// Made from the schemas by `npm run generate`: change those, never this.
import type { InferOutput } from 'valibot'
import type {
  CreatedNotificationSchema,
  HttpErrorSchema,
  MessagePageSchema,
  NotificationPageSchema,
  RoomListSchema,
  RoomSummarySchema,
  UploadSchema,
  UserProfileSchema,
} from './http.ts'
import type {
  ChatMessageSchema,
  MessageMetadataSchema,
  MessageTypeSchema,
  NotificationIdSchema,
  NotificationSchema,
  NotificationTypeSchema,
  PresenceStatusSchema,
  PrioritySchema,
  RoleSchema,
  TimestampSchema,
  UserSchema,
} from './models.ts'
import type { ErrorSchema, HeartbeatSchema } from './common.ts'
import { pageOf } from './pageOf.ts'
import { present } from './present.ts'
import {
  array,
  boolean,
  either,
  fallback,
  integer,
  looseObject,
  mapped,
  matching,
  nullish,
  number,
  object,
  oneOf,
  optional,
  string,
  type Reader,
} from './reader.ts'

/** Reads what `CreatedNotificationSchema` describes. */
export const createdNotification: Reader<InferOutput<typeof CreatedNotificationSchema>> = /* @__PURE__ */ object({
  recipients: /* @__PURE__ */ integer(0),
})

/** Reads what `HttpErrorSchema` describes. */
export const httpError: Reader<InferOutput<typeof HttpErrorSchema>> = /* @__PURE__ */ object({
  code: string,
  message: string,
  details: /* @__PURE__ */ nullish(string),
  retry_after: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(0)),
})

const role: Reader<InferOutput<typeof RoleSchema>> = /* @__PURE__ */ oneOf('doctor', 'patient', 'staff', 'admin')

/** Reads what `UserSchema` describes. */
export const user: Reader<InferOutput<typeof UserSchema>> = /* @__PURE__ */ object({
  id: /* @__PURE__ */ integer(1),
  username: string,
  first_name: /* @__PURE__ */ nullish(string, ''),
  last_name: /* @__PURE__ */ nullish(string, ''),
  avatar_url: /* @__PURE__ */ nullish(string),
  role: /* @__PURE__ */ fallback(/* @__PURE__ */ optional(role), undefined),
})

const messageType: Reader<InferOutput<typeof MessageTypeSchema>> = /* @__PURE__ */ oneOf(
  'text',
  'image',
  'file',
  'voice',
)

/** Reads what `TimestampSchema` describes. */
export const timestamp: Reader<InferOutput<typeof TimestampSchema>> = /* @__PURE__ */ matching(
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u,
)

const messageMetadata: Reader<InferOutput<typeof MessageMetadataSchema>> = /* @__PURE__ */ looseObject({
  file_url: /* @__PURE__ */ nullish(string),
  file_name: /* @__PURE__ */ nullish(string),
  file_size: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(0)),
  duration: /* @__PURE__ */ nullish(/* @__PURE__ */ number(0)),
  width: /* @__PURE__ */ nullish(/* @__PURE__ */ number(1)),
  height: /* @__PURE__ */ nullish(/* @__PURE__ */ number(1)),
})

/** Reads what `ChatMessageSchema` describes. */
export const chatMessage: Reader<InferOutput<typeof ChatMessageSchema>> = /* @__PURE__ */ object({
  id: /* @__PURE__ */ integer(1),
  sender: user,
  receiver: /* @__PURE__ */ nullish(user),
  message: string,
  message_type: /* @__PURE__ */ fallback(/* @__PURE__ */ optional(messageType, 'text'), 'text'),
  timestamp: timestamp,
  is_read: /* @__PURE__ */ nullish(boolean, false),
  metadata: /* @__PURE__ */ fallback(/* @__PURE__ */ nullish(messageMetadata, {}), {}),
  room_name: /* @__PURE__ */ nullish(string),
  seq: /* @__PURE__ */ fallback(/* @__PURE__ */ optional(/* @__PURE__ */ integer(1)), undefined),
  client_id: /* @__PURE__ */ nullish(string),
  status: /* @__PURE__ */ fallback(
    /* @__PURE__ */ optional(/* @__PURE__ */ oneOf('sent', 'delivered', 'read')),
    undefined,
  ),
})

/** Reads what `MessagePageSchema` describes. */
export const messagePage: Reader<InferOutput<typeof MessagePageSchema>> = /* @__PURE__ */ either(
  /* @__PURE__ */ object({
    results: /* @__PURE__ */ mapped(
      /* @__PURE__ */ array(/* @__PURE__ */ fallback(/* @__PURE__ */ optional(chatMessage), undefined)),
      present,
    ),
    has_more: /* @__PURE__ */ optional(boolean),
    unread_count: /* @__PURE__ */ optional(/* @__PURE__ */ integer(0)),
  }),
  /* @__PURE__ */ mapped(
    /* @__PURE__ */ mapped(
      /* @__PURE__ */ array(/* @__PURE__ */ fallback(/* @__PURE__ */ optional(chatMessage), undefined)),
      present,
    ),
    pageOf,
  ),
)

/** Reads what `NotificationIdSchema` describes. */
export const notificationId: Reader<InferOutput<typeof NotificationIdSchema>> = /* @__PURE__ */ matching(
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu,
)

/** Reads what `NotificationTypeSchema` describes. */
export const notificationType: Reader<InferOutput<typeof NotificationTypeSchema>> = /* @__PURE__ */ oneOf(
  'appointment',
  'message',
  'medical_record',
  'system',
  'billing',
)

const priority: Reader<InferOutput<typeof PrioritySchema>> = /* @__PURE__ */ oneOf('critical', 'high', 'medium', 'low')

/** Reads what `NotificationSchema` describes. */
export const notification: Reader<InferOutput<typeof NotificationSchema>> = /* @__PURE__ */ object({
  id: notificationId,
  notification_type: notificationType,
  title: string,
  message: string,
  priority: priority,
  created_at: timestamp,
  metadata: /* @__PURE__ */ optional(
    /* @__PURE__ */ looseObject({
      action_url: /* @__PURE__ */ nullish(string),
      deep_link: /* @__PURE__ */ nullish(string),
    }),
    {},
  ),
  read_at: /* @__PURE__ */ nullish(timestamp),
})

/** Reads what `NotificationPageSchema` describes. */
export const notificationPage: Reader<InferOutput<typeof NotificationPageSchema>> = /* @__PURE__ */ object({
  results: /* @__PURE__ */ mapped(
    /* @__PURE__ */ array(/* @__PURE__ */ fallback(/* @__PURE__ */ optional(notification), undefined)),
    present,
  ),
  has_more: /* @__PURE__ */ optional(boolean),
})

/** Reads what `PresenceStatusSchema` describes. */
export const presenceStatus: Reader<InferOutput<typeof PresenceStatusSchema>> = /* @__PURE__ */ oneOf(
  'online',
  'away',
  'busy',
  'offline',
)

const userProfile: Reader<InferOutput<typeof UserProfileSchema>> = /* @__PURE__ */ object({
  id: /* @__PURE__ */ integer(1),
  username: string,
  first_name: /* @__PURE__ */ nullish(string, ''),
  last_name: /* @__PURE__ */ nullish(string, ''),
  avatar_url: /* @__PURE__ */ nullish(string),
  role: /* @__PURE__ */ fallback(/* @__PURE__ */ optional(role), undefined),
  status: presenceStatus,
  last_seen: /* @__PURE__ */ nullish(timestamp),
})

const roomSummary: Reader<InferOutput<typeof RoomSummarySchema>> = /* @__PURE__ */ object({
  room_name: string,
  title: /* @__PURE__ */ nullish(string),
  members: /* @__PURE__ */ array(userProfile),
  last_message: /* @__PURE__ */ nullish(chatMessage),
  unread_count: /* @__PURE__ */ integer(0),
  last_seq: /* @__PURE__ */ integer(0),
})

/** Reads what `RoomListSchema` describes. */
export const roomList: Reader<InferOutput<typeof RoomListSchema>> = /* @__PURE__ */ object({
  results: /* @__PURE__ */ array(roomSummary),
})

/** Reads what `UploadSchema` describes. */
export const upload: Reader<InferOutput<typeof UploadSchema>> = /* @__PURE__ */ object({
  id: /* @__PURE__ */ optional(string),
  file_url: string,
  file_name: string,
  file_size: /* @__PURE__ */ integer(0),
  content_type: /* @__PURE__ */ optional(string),
})

/** Reads what `HeartbeatDataSchema` describes. */
export const heartbeatData: Reader<InferOutput<typeof HeartbeatSchema>['data']> = /* @__PURE__ */ optional(
  /* @__PURE__ */ object({ timestamp: /* @__PURE__ */ optional(timestamp) }),
  {},
)

/** Reads what `ErrorDataSchema` describes. */
export const errorData: Reader<InferOutput<typeof ErrorSchema>['data']> = /* @__PURE__ */ object({
  code: string,
  message: string,
  details: /* @__PURE__ */ nullish(string),
  timestamp: /* @__PURE__ */ optional(timestamp),
  retry_after: /* @__PURE__ */ nullish(/* @__PURE__ */ number(0)),
  client_id: /* @__PURE__ */ nullish(string),
  message_id: /* @__PURE__ */ nullish(/* @__PURE__ */ number()),
})
