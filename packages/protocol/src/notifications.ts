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
  mark_read: frame('mark_read', { notification_id: NotificationIdSchema }),
  /** Added. Without a type: all of them. */
  mark_all_read: bareFrame('mark_all_read', bulk),
  /** Added. Without a type: all of them. */
  delete_all: bareFrame('delete_all', bulk),
  /** Filters this socket. A list left out does not filter; `critical` always passes. */
  subscribe: bareFrame('subscribe', {
    notification_types: v.optional(v.array(NotificationTypeSchema)),
    priorities: v.optional(v.array(PrioritySchema)),
  }),
  heartbeat: HeartbeatSchema,
  authenticate: AuthenticateSchema,
}
export type NotificationClientFrame = FrameOf<typeof notificationClientFrames>
export type NotificationClientFrameInput = FrameInputOf<typeof notificationClientFrames>

/** What the server sends on `/ws/notifications/`. */
export const notificationServerFrames = {
  new_notification: v.object({ type: v.literal('new_notification'), data: NotificationSchema }),
  notification_read: frame('notification_read', {
    notification_id: NotificationIdSchema,
    read_at: v.optional(TimestampSchema),
  }),
  bulk_update: frame('bulk_update', {
    action: v.picklist(['mark_all_read', 'delete_all']),
    affected_count: v.pipe(v.number(), v.integer(), v.minValue(0)),
    notification_type: v.nullish(NotificationTypeSchema),
    timestamp: v.optional(TimestampSchema),
  }),
  unread_count_update: frame('unread_count_update', {
    ...UnreadCountSchema.entries,
    timestamp: v.optional(TimestampSchema),
  }),
  heartbeat: HeartbeatSchema,
  error: ErrorSchema,
}
export type NotificationServerFrame = FrameOf<typeof notificationServerFrames>
export type NotificationServerFrameInput = FrameInputOf<typeof notificationServerFrames>
