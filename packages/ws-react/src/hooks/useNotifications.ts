import type { Notification, NotificationType, Priority, UnreadCount } from '@mediconnect/protocol'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { notificationPart } from '../store/notificationPart.ts'
import type { Deletion, KeptBecause } from '../store/notifications.ts'
import type { NotificationQuery } from '../store/notificationPages.ts'
import type { NotificationActions } from '../store/notificationSession.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { FETCH_ONCE } from './fetchOnce.ts'
import { useRealtime } from './realtimeContext.ts'
import { useConnectionStatus } from './useConnectionStatus.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/** How many there are for each filter a screen may offer. */
export interface NotificationCounts {
  /** Loaded ones that pass the filter. */
  readonly listed: number
  /** Unread ones that pass the filter: as the server counts them where it does, else among those loaded. */
  readonly unread: number
  /** Unread ones of each type, as the server counts them. */
  readonly byType: Readonly<Partial<Record<NotificationType, number>>>
  /** Unread ones of each priority, among those loaded. */
  readonly byPriority: Readonly<Partial<Record<Priority, number>>>
}

/** What {@link useNotifications} gives. */
export interface Notifications extends NotificationActions {
  /** Those that pass the filter, newest first; `read_at` is missing while unread. */
  readonly notifications: readonly Notification[]
  /** Critical ones that nobody has acknowledged, oldest first, whatever the filter: `markRead` acknowledges one. */
  readonly critical: readonly Notification[]
  /** All unread ones, whatever the filter. */
  readonly unread: UnreadCount
  readonly counts: NotificationCounts
  /** What `beginDelete` has taken away, until `undoDelete`, or until `deleteAll` is answered. */
  readonly deleting?: Deletion
  /** Why nothing came of the last deletion, until the next one. */
  readonly kept?: KeptBecause
  readonly status: 'loading' | 'ready' | 'error'
  readonly error?: Error
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  loadMore(): void
  reload(): void
  readonly connection: ConnectionState
}

const UNREAD_CRITICAL: NotificationQuery = { priority: 'critical', unread: true }
const ALL: NotificationQuery = {}

/**
 * The user's notifications and how many are unread (websockets-module.md, "Notifications WebSocket"); with a `filter`,
 * only those that pass it. Connects while mounted. Must be used inside `<RealtimeProvider>`.
 */
export function useNotifications(filter: NotificationQuery = ALL): Notifications {
  const { client, queryClient } = useRealtime('useNotifications')
  const { items, unread, deleting, kept } = useRealtimeStore(client, (state) => state.notifications)
  const connection = useConnectionStatus()
  const { type, priority, unread: onlyUnread } = filter
  const part = client.part(notificationPart)

  useEffect(() => part.acquire(), [part])

  const queryKey = ['mediconnect', client.id, 'notifications']
  const query = useInfiniteQuery(
    {
      queryKey: [...queryKey, { type, priority, unread: onlyUnread }],
      queryFn: async ({ pageParam, signal }) => ({
        next: await part.session.load(pageParam, signal, { type, priority, unread: onlyUnread }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      ...FETCH_ONCE,
    },
    queryClient,
  )
  const { data, isError, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const loadedTo = data?.pages.at(-1)?.next ?? ''
  // A critical one waits for its acknowledgement however old it is.
  useQuery(
    {
      queryKey: [...queryKey, UNREAD_CRITICAL, 'queue'],
      queryFn: async ({ signal }) => (await part.session.load(undefined, signal, UNREAD_CRITICAL)) ?? null,
      enabled: hasNextPage,
      ...FETCH_ONCE,
    },
    queryClient,
  )
  const paging = useMemo(
    () => ({ loadMore: () => void fetchNextPage({ cancelRefetch: false }), reload: () => void refetch() }),
    [fetchNextPage, refetch],
  )
  const shown = useMemo(() => {
    // What another list has loaded below this one's last page would look as if nothing were missing between them.
    const listed = items.filter((item) => item.created_at >= loadedTo && passes(item, type, priority, onlyUnread))
    return { notifications: listed, ...countsOf(items, listed, unread, type, priority) }
  }, [items, unread, loadedTo, type, priority, onlyUnread])
  return {
    ...part.session.actions,
    ...paging,
    ...shown,
    unread,
    deleting,
    kept,
    status: data ? 'ready' : isError ? 'error' : 'loading',
    error: error ?? undefined,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    connection,
  }
}

function passes(item: Notification, type?: NotificationType, priority?: Priority, onlyUnread?: boolean): boolean {
  if (type && item.notification_type !== type) return false
  if (priority && item.priority !== priority) return false
  return !(onlyUnread && item.read_at)
}

function countsOf(
  items: readonly Notification[],
  listed: readonly Notification[],
  unread: UnreadCount,
  type?: NotificationType,
  priority?: Priority,
): Pick<Notifications, 'critical' | 'counts'> {
  const waiting = items.filter(({ read_at }) => !read_at)
  const byPriority: Partial<Record<Priority, number>> = {}
  for (const item of waiting) byPriority[item.priority] = (byPriority[item.priority] ?? 0) + 1
  const counted = type ? (unread.by_type[type] ?? 0) : unread.total_unread
  const counts = {
    listed: listed.length,
    unread: priority ? waiting.filter((item) => passes(item, type, priority)).length : counted,
    byType: unread.by_type,
    byPriority,
  }
  return { critical: waiting.filter((item) => item.priority === 'critical').reverse(), counts }
}
