import type { Notification, UnreadCount } from '@mediconnect/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { notificationPart } from '../store/notificationPart.ts'
import type { NotificationSession } from '../store/notificationSession.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { FETCH_ONCE } from './fetchOnce.ts'
import { useRealtime } from './realtimeContext.ts'
import { useConnectionStatus } from './useConnectionStatus.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

type NotificationActions = Pick<
  NotificationSession,
  'markRead' | 'markAllRead' | 'deleteAll' | 'subscribe' | 'onNotification' | 'reconnect'
>

/** What {@link useNotifications} gives. */
export interface Notifications extends NotificationActions {
  /** Newest first; `read_at` is missing while unread. */
  readonly notifications: readonly Notification[]
  readonly unread: UnreadCount
  readonly status: 'loading' | 'ready' | 'error'
  readonly error?: Error
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  loadMore(): void
  reload(): void
  readonly connection: ConnectionState
}

/**
 * The user's notifications and how many are unread (websockets-module.md, "Notifications WebSocket").
 * Connects while mounted. Must be used inside `<RealtimeProvider>`.
 */
export function useNotifications(): Notifications {
  const { client, queryClient } = useRealtime('useNotifications')
  const { items, unread } = useRealtimeStore(client, (state) => state.notifications)
  const connection = useConnectionStatus()
  const part = client.part(notificationPart)

  useEffect(() => part.acquire(), [part])

  const query = useInfiniteQuery(
    {
      queryKey: ['mediconnect', client.id, 'notifications'],
      queryFn: async ({ pageParam, signal }) => ({ next: await part.session.load(pageParam, signal) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      ...FETCH_ONCE,
    },
    queryClient,
  )
  const { data, isError, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const { markRead, markAllRead, deleteAll, subscribe, onNotification, reconnect } = part.session
  const actions = useMemo(
    () => ({
      markRead,
      markAllRead,
      deleteAll,
      subscribe,
      onNotification,
      reconnect,
      loadMore: () => void fetchNextPage({ cancelRefetch: false }),
      reload: () => void refetch(),
    }),
    [markRead, markAllRead, deleteAll, subscribe, onNotification, reconnect, fetchNextPage, refetch],
  )
  return {
    ...actions,
    notifications: items,
    unread,
    status: data ? 'ready' : isError ? 'error' : 'loading',
    error: error ?? undefined,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    connection,
  }
}
