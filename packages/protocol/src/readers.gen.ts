// Made from the schemas by `pnpm --filter @mediconnect/protocol generate`: change those, never this.
import type { InferOutput } from 'valibot'
import type { FrameOf } from './frame.ts'
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
import type { chatServerFrames } from './chat.ts'
import type { notificationServerFrames } from './notifications.ts'
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
  record,
  string,
  type Reader,
} from './reader.ts'
import type { FrameReaders } from './readFrame.ts'

const role: Reader<InferOutput<typeof RoleSchema>> = /* @__PURE__ */ oneOf('doctor', 'patient', 'staff', 'admin')

const user: Reader<InferOutput<typeof UserSchema>> = /* @__PURE__ */ object({
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

const timestamp: Reader<InferOutput<typeof TimestampSchema>> = /* @__PURE__ */ matching(
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

const chatMessage: Reader<InferOutput<typeof ChatMessageSchema>> = /* @__PURE__ */ object({
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

const presenceStatus: Reader<InferOutput<typeof PresenceStatusSchema>> = /* @__PURE__ */ oneOf(
  'online',
  'away',
  'busy',
  'offline',
)

const heartbeatData: Reader<InferOutput<typeof HeartbeatSchema>['data']> = /* @__PURE__ */ optional(
  /* @__PURE__ */ object({ timestamp: /* @__PURE__ */ optional(timestamp) }),
  {},
)

const errorData: Reader<InferOutput<typeof ErrorSchema>['data']> = /* @__PURE__ */ object({
  code: string,
  message: string,
  details: /* @__PURE__ */ nullish(string),
  timestamp: /* @__PURE__ */ optional(timestamp),
  retry_after: /* @__PURE__ */ nullish(/* @__PURE__ */ number(0)),
  client_id: /* @__PURE__ */ nullish(string),
  message_id: /* @__PURE__ */ nullish(/* @__PURE__ */ number()),
})

const notificationId: Reader<InferOutput<typeof NotificationIdSchema>> = /* @__PURE__ */ matching(
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu,
)

const notificationType: Reader<InferOutput<typeof NotificationTypeSchema>> = /* @__PURE__ */ oneOf(
  'appointment',
  'message',
  'medical_record',
  'system',
  'billing',
)

const priority: Reader<InferOutput<typeof PrioritySchema>> = /* @__PURE__ */ oneOf('critical', 'high', 'medium', 'low')

const notification: Reader<InferOutput<typeof NotificationSchema>> = /* @__PURE__ */ object({
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

/** Reads what `NotificationPageSchema` describes. */
export const notificationPage: Reader<InferOutput<typeof NotificationPageSchema>> = /* @__PURE__ */ object({
  results: /* @__PURE__ */ mapped(
    /* @__PURE__ */ array(/* @__PURE__ */ fallback(/* @__PURE__ */ optional(notification), undefined)),
    present,
  ),
  has_more: /* @__PURE__ */ optional(boolean),
})

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

/** Readers of what `chatServerFrames` describe, by type. */
export const chatFrames: FrameReaders<FrameOf<typeof chatServerFrames>> = {
  chat_message: chatMessage,
  typing_notification: /* @__PURE__ */ object({
    user: user,
    is_typing: boolean,
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  message_status: /* @__PURE__ */ object({
    message_id: /* @__PURE__ */ integer(1),
    status: /* @__PURE__ */ oneOf('delivered', 'read'),
    timestamp: /* @__PURE__ */ optional(timestamp),
    user_id: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(1)),
    overall: /* @__PURE__ */ optional(/* @__PURE__ */ oneOf('sent', 'delivered', 'read')),
  }),
  presence_status: /* @__PURE__ */ object({
    user: user,
    status: presenceStatus,
    last_seen: /* @__PURE__ */ nullish(timestamp),
  }),
  connection_status: /* @__PURE__ */ object({
    status: /* @__PURE__ */ oneOf('connected', 'reconnected', 'disconnected'),
    timestamp: /* @__PURE__ */ optional(timestamp),
    room_name: /* @__PURE__ */ optional(string),
    active_users: /* @__PURE__ */ optional(/* @__PURE__ */ array(/* @__PURE__ */ integer(1)), []),
    last_seq: /* @__PURE__ */ optional(/* @__PURE__ */ either(/* @__PURE__ */ oneOf(0), /* @__PURE__ */ integer(1))),
    user_status: /* @__PURE__ */ optional(
      /* @__PURE__ */ array(
        /* @__PURE__ */ object({ user: user, status: presenceStatus, last_seen: /* @__PURE__ */ nullish(timestamp) }),
      ),
    ),
    truncated: /* @__PURE__ */ optional(boolean),
  }),
  file_shared: /* @__PURE__ */ object({
    file_name: /* @__PURE__ */ matching(/./s),
    file_size: /* @__PURE__ */ integer(0),
    file_url: /* @__PURE__ */ matching(/./s),
    uploader: /* @__PURE__ */ integer(1),
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  heartbeat: heartbeatData,
  error: errorData,
}

/** Readers of what `notificationServerFrames` describe, by type. */
export const notificationFrames: FrameReaders<FrameOf<typeof notificationServerFrames>> = {
  new_notification: notification,
  notification_read: /* @__PURE__ */ object({
    notification_id: notificationId,
    read_at: /* @__PURE__ */ optional(timestamp),
  }),
  bulk_update: /* @__PURE__ */ object({
    action: /* @__PURE__ */ oneOf('mark_all_read', 'delete_all'),
    affected_count: /* @__PURE__ */ integer(0),
    notification_type: /* @__PURE__ */ nullish(notificationType),
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  unread_count_update: /* @__PURE__ */ object({
    total_unread: /* @__PURE__ */ integer(0),
    by_type: /* @__PURE__ */ optional(/* @__PURE__ */ record(/* @__PURE__ */ integer(0)), {}),
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  heartbeat: heartbeatData,
  error: errorData,
}
