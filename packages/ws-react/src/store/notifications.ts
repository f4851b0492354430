import type { Notification, NotificationServerFrame, NotificationType, UnreadCount } from '@mediconnect/protocol'

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

/** Clocks of servers differ; a count older than another by more than this was overtaken on its way. */
const CLOCK_SKEW_MS = 5_000
const NONE: UnreadCount = { total_unread: 0, by_type: {} }

export const emptyNotifications: NotificationsState = {
  items: [],
  unread: NONE,
  counted: NONE,
  countedAt: 0,
  readEarly: new Map(),
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

/** Adds notifications from a page: each once, newest first. What is read stays read. Pure. */
export function mergeNotifications(state: NotificationsState, added: readonly Notification[]): NotificationsState {
  const byId = new Map(state.items.map((item) => [item.id, item]))
  for (const item of added) {
    const read_at = item.read_at ?? byId.get(item.id)?.read_at ?? state.readEarly.get(item.id)
    byId.set(item.id, { ...item, read_at })
  }
  return withItems(state, newestFirst(byId))
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
  return withItems({ ...state, counted: count(state.counted, item.notification_type, -1) }, items)
}

/** The state in which `deletion` looks done; what it is without that stays behind it. Pure. */
export function withDeletion(state: NotificationsState, deletion: Deletion): NotificationsState {
  const items = state.items.filter((item) => !concerns(item, deletion.type))
  const shown = withItems({ ...state, counted: withoutType(state.counted, deletion.type) }, items)
  return { ...shown, deleting: deletion, kept: undefined, behind: state }
}

/** The state for a new connection: whatever its server counts first is true. Pure. */
export function forgetCountTime(state: NotificationsState): NotificationsState {
  return state.countedAt === 0 ? state : { ...state, countedAt: 0 }
}

/** Nobody must see an unread item beside a count that leaves it out, in whatever order frames come. */
function withItems(state: NotificationsState, items: readonly Notification[]): NotificationsState {
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

function newestFirst(byId: ReadonlyMap<string, Notification>): readonly Notification[] {
  return [...byId.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0))
}

/** Whether a deletion or a reading of all, or of a type, means it. */
export function concerns(item: Notification, type: NotificationType | null | undefined): boolean {
  return type == null || item.notification_type === type
}

function withoutType(unread: UnreadCount, type: NotificationType | null | undefined): UnreadCount {
  if (type == null) return NONE
  const { [type]: gone = 0, ...by_type } = unread.by_type
  return { total_unread: Math.max(0, unread.total_unread - gone), by_type }
}

function count({ total_unread, by_type }: UnreadCount, type: NotificationType, change: 1 | -1): UnreadCount {
  const ofType = Math.max(0, (by_type[type] ?? 0) + change)
  return { total_unread: Math.max(0, total_unread + change), by_type: { ...by_type, [type]: ofType } }
}
