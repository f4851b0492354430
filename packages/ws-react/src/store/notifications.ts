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

/** The state after a frame (websockets-module.md, "Notifications WebSocket"). Pure. */
export function applyNotificationFrame(state: NotificationsState, frame: NotificationServerFrame): NotificationsState {
  switch (frame.type) {
    case 'new_notification': {
      if (state.items.some(({ id }) => id === frame.data.id)) return state
      const merged = mergeNotifications(state, [frame.data])
      const isCounted = frame.data.read_at || Date.parse(frame.data.created_at) <= state.countedAt
      return isCounted ? merged : count(merged, frame.data.notification_type, 1)
    }
    case 'notification_read':
      return markRead(state, frame.data.notification_id, frame.data.read_at ?? new Date().toISOString())
    case 'bulk_update': {
      const { action, notification_type: type } = frame.data
      const at = frame.data.timestamp ?? new Date().toISOString()
      return action === 'delete_all' ? deleteAll(state, type) : markAllRead(state, at, type)
    }
    case 'unread_count_update':
      return {
        ...state,
        unread: { total_unread: frame.data.total_unread, by_type: frame.data.by_type },
        countedAt: frame.data.timestamp ? Date.parse(frame.data.timestamp) : state.countedAt,
      }
    case 'heartbeat':
    case 'error':
      return state
    default:
      return frame satisfies never
  }
}

/** Adds notifications from a page or a socket: each once, newest first. What is read stays read. Pure. */
export function mergeNotifications(state: NotificationsState, added: readonly Notification[]): NotificationsState {
  const byId = new Map(state.items.map((item) => [item.id, item]))
  for (const item of added) byId.set(item.id, { ...item, read_at: item.read_at ?? byId.get(item.id)?.read_at })
  const items = [...byId.values()].sort((a, b) =>
    a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0,
  )
  return { ...state, items }
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

export function markRead(state: NotificationsState, id: string, at: string): NotificationsState {
  const item = state.items.find((other) => other.id === id)
  if (!item || item.read_at) return state
  const items = state.items.map((other) => (other === item ? { ...item, read_at: at } : other))
  return count({ ...state, items }, item.notification_type, -1)
}

export function markAllRead(state: NotificationsState, at: string, type?: NotificationType | null): NotificationsState {
  const items = state.items.map((item) => (concerns(item, type) && !item.read_at ? { ...item, read_at: at } : item))
  return { ...state, items, unread: withoutType(state.unread, type) }
}

export function deleteAll(state: NotificationsState, type?: NotificationType | null): NotificationsState {
  return {
    ...state,
    items: state.items.filter((item) => !concerns(item, type)),
    unread: withoutType(state.unread, type),
  }
}

function concerns(item: Notification, type: NotificationType | null | undefined): boolean {
  return type == null || item.notification_type === type
}

function withoutType(unread: UnreadCount, type: NotificationType | null | undefined): UnreadCount {
  if (type == null) return emptyNotifications.unread
  const { [type]: gone = 0, ...by_type } = unread.by_type
  return { total_unread: Math.max(0, unread.total_unread - gone), by_type }
}

function count(state: NotificationsState, type: NotificationType, change: 1 | -1): NotificationsState {
  const { total_unread, by_type } = state.unread
  const ofType = Math.max(0, (by_type[type] ?? 0) + change)
  const unread = { total_unread: Math.max(0, total_unread + change), by_type: { ...by_type, [type]: ofType } }
  return { ...state, unread }
}
