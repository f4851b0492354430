import type { Notification, NotificationServerFrame, NotificationType, UnreadCount } from '@mediconnect/protocol'
import { count, newestFirst, NONE, withItems, type NotificationsState } from './notifications.ts'

/** Clocks of servers differ; a count older than another by more than this was overtaken on its way. */
const CLOCK_SKEW_MS = 5_000

/**
 * The state after frames (websockets-module.md, "Notifications WebSocket"). Pure. A burst is put in order once.
 * `at` (ISO 8601 UTC) stands for the time of what carries none.
 */
export function applyNotificationFrames(
  state: NotificationsState,
  frames: readonly NotificationServerFrame[],
  at: string,
): NotificationsState {
  const byId = new Map(state.items.map((item) => [item.id, item]))
  const readEarly = new Map(state.readEarly)
  let { counted, countedAt } = state
  /** Whether the server's last count came before it, and so does not have it. */
  const isNews = (timestamp: string | undefined): boolean => !timestamp || Date.parse(timestamp) > countedAt
  for (const frame of frames) {
    switch (frame.type) {
      case 'new_notification': {
        const { id, created_at, notification_type } = frame.data
        if (byId.has(id)) break
        const read_at = frame.data.read_at ?? readEarly.get(id)
        byId.set(id, read_at ? { ...frame.data, read_at } : frame.data)
        if (!read_at && isNews(created_at)) counted = count(counted, notification_type, 1)
        break
      }
      case 'notification_read': {
        const { notification_id: id, read_at } = frame.data
        const item = byId.get(id)
        if (!item) readEarly.set(id, read_at ?? at)
        if (!item || item.read_at) break
        byId.set(id, { ...item, read_at: read_at ?? at })
        if (isNews(read_at)) counted = count(counted, item.notification_type, -1)
        break
      }
      case 'bulk_update': {
        const { action, notification_type: type, timestamp } = frame.data
        for (const item of byId.values()) {
          if (!concerns(item, type)) continue
          if (action === 'delete_all') byId.delete(item.id)
          else if (!item.read_at) byId.set(item.id, { ...item, read_at: timestamp ?? at })
        }
        if (isNews(timestamp)) counted = withoutType(counted, type)
        break
      }
      case 'unread_count_update': {
        const { total_unread, by_type, timestamp } = frame.data
        const time = timestamp ? Date.parse(timestamp) : countedAt
        if (time < countedAt - CLOCK_SKEW_MS) break
        counted = { total_unread, by_type }
        countedAt = time
        break
      }
      case 'heartbeat':
      case 'error':
        break
      default:
        frame satisfies never
    }
  }
  return withItems({ ...state, counted, countedAt, readEarly }, newestFirst(byId))
}

/** Whether a deletion or a reading of all, or of a type, means it. */
export function concerns(item: Notification, type: NotificationType | null | undefined): boolean {
  return type == null || item.notification_type === type
}

/** The count without a type, or without all. Pure. */
export function withoutType(unread: UnreadCount, type: NotificationType | null | undefined): UnreadCount {
  if (type == null) return NONE
  const { [type]: gone = 0, ...by_type } = unread.by_type
  return { total_unread: Math.max(0, unread.total_unread - gone), by_type }
}
