import type { Notification, NotificationType, UnreadCount } from '@mediconnect/protocol'

/** What the client knows of the user's notifications. */
export interface NotificationsState {
  /** Newest first; `read_at` is missing while unread. */
  readonly items: readonly Notification[]
  /** The one count that everything shows: as the server counts, and never fewer than there are unread items. */
  readonly unread: UnreadCount
  /** As the server last counted, with what came and was read since. */
  readonly counted: UnreadCount
  /** When the server last counted, epoch milliseconds: what was made before is in that count. */
  readonly countedAt: number
  /** When those were read of which nothing else is known yet, by id. */
  readonly readEarly: ReadonlyMap<string, string>
  /** What the user is deleting, which can still be undone: it is not among the items, nor counted. */
  readonly deleting?: Deletion
  /** Why nothing came of the last deletion. */
  readonly kept?: KeptBecause
  /** While something is being deleted: the state without that. */
  readonly behind?: NotificationsState
}

/** All notifications of a type, or all. `sent`: the server is asked to, and it cannot be undone. */
export interface Deletion {
  readonly type: NotificationType | undefined
  readonly status: 'waiting' | 'sent'
}

/** Something new came that nobody had seen; there was no connection; the server cannot. */
export type KeptBecause = 'arrival' | 'offline' | 'refused'

export const NONE: UnreadCount = { total_unread: 0, by_type: {} }

export const emptyNotifications: NotificationsState = {
  items: [],
  unread: NONE,
  counted: NONE,
  countedAt: 0,
  readEarly: new Map(),
}

/** Adds notifications from a page: each once, newest first. What is read stays read. Pure. */
export function mergeNotifications(state: NotificationsState, added: readonly Notification[]): NotificationsState {
  const byId = new Map(state.items.map((item) => [item.id, item]))
  for (const item of added) {
    const read_at = item.read_at ?? byId.get(item.id)?.read_at ?? state.readEarly.get(item.id)
    byId.set(item.id, { ...item, read_at })
  }
  return withItems(state, newestFirst(byId))
}

/** The state after the user read one. Pure. */
export function markRead(state: NotificationsState, id: string, at: string): NotificationsState {
  const item = state.items.find((other) => other.id === id)
  if (!item || item.read_at) return state
  const items = state.items.map((other) => (other === item ? { ...item, read_at: at } : other))
  return withItems({ ...state, counted: count(state.counted, item.notification_type, -1) }, items)
}

/** Nobody must see an unread item beside a count that leaves it out, in whatever order frames come. */
export function withItems(state: NotificationsState, items: readonly Notification[]): NotificationsState {
  const listed: Record<string, number> = {}
  for (const { notification_type: type, read_at } of items) if (!read_at) listed[type] = (listed[type] ?? 0) + 1
  const by_type = { ...state.counted.by_type }
  // A server may count without saying of which types.
  let unnamed = Object.values(by_type).reduce((rest, ofType) => rest - ofType, state.counted.total_unread)
  let total_unread = state.counted.total_unread
  for (const [type, ofType] of Object.entries(listed)) {
    const missing = ofType - (by_type[type] ?? 0)
    if (missing <= 0) continue
    by_type[type] = ofType
    total_unread += Math.max(0, missing - Math.max(0, unnamed))
    unnamed -= missing
  }
  return { ...state, items, unread: { total_unread, by_type } }
}

export function newestFirst(byId: ReadonlyMap<string, Notification>): readonly Notification[] {
  return [...byId.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0))
}

/** The count after one more or less of a type is unread. Pure. */
export function count({ total_unread, by_type }: UnreadCount, type: NotificationType, change: 1 | -1): UnreadCount {
  const ofType = Math.max(0, (by_type[type] ?? 0) + change)
  return { total_unread: Math.max(0, total_unread + change), by_type: { ...by_type, [type]: ofType } }
}
