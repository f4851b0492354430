import * as v from 'valibot'
import { AuthenticateSchema, ErrorSchema, HeartbeatSchema } from './common.ts'
import { bareFrame, frame, type FrameInputOf, type FrameOf } from './frame.ts'
import {
  NotificationIdSchema,
  NotificationSchema,
  NotificationTypeSchema,
  PrioritySchema,
  TimestampSchema,
  UnreadCountSchema,
} from './models.ts'

const bulk = { notification_type: v.nullish(NotificationTypeSchema) }

/** What a client sends on `/ws/notifications/`. */
export const notificationClientFrames = {
  /** One was read; a critical one is acknowledged by it. */
  mark_read: frame('mark_read', { notification_id: NotificationIdSchema }),
  /** Added: marks those of a type as read, or all. */
  mark_all_read: bareFrame('mark_all_read', bulk),
  /** Added: deletes those of a type, or all. */
  delete_all: bareFrame('delete_all', bulk),
  /** Filters this socket. A list left out does not filter; `critical` always passes. */
  subscribe: bareFrame('subscribe', {
    notification_types: v.optional(v.array(NotificationTypeSchema)),
    priorities: v.optional(v.array(PrioritySchema)),
  }),
  /** Keeps the socket alive; our server answers with the same. */
  heartbeat: HeartbeatSchema,
  /** Added: renews the token of the open socket. */
  authenticate: AuthenticateSchema,
}
/** A notification frame as the server reads it. */
export type NotificationClientFrame = FrameOf<typeof notificationClientFrames>
/** A notification frame as a client writes it: what has a default may be left out. */
export type NotificationClientFrameInput = FrameInputOf<typeof notificationClientFrames>

/** What the server sends on `/ws/notifications/`. */
export const notificationServerFrames = {
  /** A notification for this user. */
  new_notification: v.object({ type: v.literal('new_notification'), data: NotificationSchema }),
  /** One was read, here or on another device. */
  notification_read: frame('notification_read', {
    notification_id: NotificationIdSchema,
    read_at: v.optional(TimestampSchema),
  }),
  /** Many were read or deleted at once. */
  bulk_update: frame('bulk_update', {
    action: v.picklist(['mark_all_read', 'delete_all']),
    affected_count: v.pipe(v.number(), v.integer(), v.minValue(0)),
    notification_type: v.nullish(NotificationTypeSchema),
    timestamp: v.optional(TimestampSchema),
  }),
  /** How many are unread now; also the first frame of a connection. */
  unread_count_update: frame('unread_count_update', {
    ...UnreadCountSchema.entries,
    timestamp: v.optional(TimestampSchema),
  }),
  /** The answer to the client's. */
  heartbeat: HeartbeatSchema,
  /** What went wrong: see the error table. */
  error: ErrorSchema,
}
/** A notification frame as the client reads it. */
export type NotificationServerFrame = FrameOf<typeof notificationServerFrames>
/** A notification frame as the server writes it: what has a default may be left out. */
export type NotificationServerFrameInput = FrameInputOf<typeof notificationServerFrames>
