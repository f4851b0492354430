import type { Notification, NotificationServerFrame, NotificationType, UnreadCount } from '@mediconnect/protocol'

/** What the client knows of the user's notifications. */
export interface NotificationsState {
  /** Newest first; `read_at` is missing while unread. */
  readonly items: readonly Notification[]
  readonly unread: UnreadCount
  /** When the server last counted, epoch milliseconds: what was made before is in that count. */
  readonly countedAt: number
}

export const emptyNotifications: NotificationsState = {
  items: [],
  unread: { total_unread: 0, by_type: {} },
  countedAt: 0,
}

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
  let { unread, countedAt } = state
  for (const frame of frames) {
    switch (frame.type) {
      case 'new_notification': {
        const { id, created_at, read_at, notification_type } = frame.data
        if (byId.has(id)) break
        byId.set(id, frame.data)
        if (!read_at && Date.parse(created_at) > countedAt) unread = count(unread, notification_type, 1)
        break
      }
      case 'notification_read': {
        const item = byId.get(frame.data.notification_id)
        if (!item || item.read_at) break
        byId.set(item.id, { ...item, read_at: frame.data.read_at ?? at })
        unread = count(unread, item.notification_type, -1)
        break
      }
      case 'bulk_update': {
        const { action, notification_type: type, timestamp } = frame.data
        for (const item of byId.values()) {
          if (!concerns(item, type)) continue
          if (action === 'delete_all') byId.delete(item.id)
          else if (!item.read_at) byId.set(item.id, { ...item, read_at: timestamp ?? at })
        }
        unread = withoutType(unread, type)
        break
      }
      case 'unread_count_update': {
        const { total_unread, by_type, timestamp } = frame.data
        unread = { total_unread, by_type }
        if (timestamp) countedAt = Date.parse(timestamp)
        break
      }
      case 'heartbeat':
      case 'error':
        break
      default:
        frame satisfies never
    }
  }
  return { items: newestFirst(byId), unread, countedAt }
}

/** Adds notifications from a page: each once, newest first. What is read stays read. Pure. */
export function mergeNotifications(state: NotificationsState, added: readonly Notification[]): NotificationsState {
  const byId = new Map(state.items.map((item) => [item.id, item]))
  for (const item of added) byId.set(item.id, { ...item, read_at: item.read_at ?? byId.get(item.id)?.read_at })
  return { ...state, items: newestFirst(byId) }
}

/** Makes the newest items those of the newest page: what is missing there was deleted elsewhere. Pure. */
export function reconcileNewest(
  state: NotificationsState,
  page: readonly Notification[],
  hasMore: boolean,
): NotificationsState {
  const oldest = hasMore ? (page.at(-1)?.created_at ?? '') : ''
  const onPage = new Set(page.map(({ id }) => id))
  const items = state.items.filter((item) => onPage.has(item.id) || item.created_at < oldest)
  return mergeNotifications({ ...state, items }, page)
}

/** The state after the user read one. Pure. */
export function markRead(state: NotificationsState, id: string, at: string): NotificationsState {
  const item = state.items.find((other) => other.id === id)
  if (!item || item.read_at) return state
  const items = state.items.map((other) => (other === item ? { ...item, read_at: at } : other))
  return { ...state, items, unread: count(state.unread, item.notification_type, -1) }
}

function newestFirst(byId: ReadonlyMap<string, Notification>): readonly Notification[] {
  return [...byId.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0))
}

function concerns(item: Notification, type: NotificationType | null | undefined): boolean {
  return type == null || item.notification_type === type
}

function withoutType(unread: UnreadCount, type: NotificationType | null | undefined): UnreadCount {
  if (type == null) return emptyNotifications.unread
  const { [type]: gone = 0, ...by_type } = unread.by_type
  return { total_unread: Math.max(0, unread.total_unread - gone), by_type }
}

function count({ total_unread, by_type }: UnreadCount, type: NotificationType, change: 1 | -1): UnreadCount {
  const ofType = Math.max(0, (by_type[type] ?? 0) + change)
  return { total_unread: Math.max(0, total_unread + change), by_type: { ...by_type, [type]: ofType } }
}
