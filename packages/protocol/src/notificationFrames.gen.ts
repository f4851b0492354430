// Made from the schemas by `npm run generate`: change those, never this.
import type { notificationServerFrames } from './notifications.ts'
import type { FrameOf } from './frame.ts'
import type { FrameReaders } from './readFrame.ts'
import { integer, nullish, object, oneOf, optional, record } from './reader.ts'
import { timestamp, notificationId, notificationType, notification, heartbeatData, errorData } from './readers.gen.ts'

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
