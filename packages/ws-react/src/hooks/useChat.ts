import type { ChatEntry, User } from '@mediconnect/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { emptyChat } from '../store/chat.ts'
import { FIRST_PAGE, type HistoryCursor } from '../store/history.ts'
import type { ServerError } from '../store/realtimeStore.ts'
import type { RoomSession } from '../store/roomSession.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { FETCH_ONCE } from './fetchOnce.ts'
import { useRealtime } from './realtimeContext.ts'
import { useConnectionStatus } from './useConnectionStatus.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/** A room's older messages. */
export interface ChatHistory {
  readonly status: 'loading' | 'ready' | 'error'
  readonly error?: Error
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  loadOlder(): void
  /** Tries again after an error. */
  reload(): void
}

type ChatActions = Pick<
  RoomSession,
  'sendMessage' | 'sendFile' | 'retry' | 'discard' | 'markRead' | 'startTyping' | 'stopTyping' | 'reconnect'
>

/** What {@link useChat} gives. */
export interface Chat extends ChatActions {
  /** Oldest first, each once, in the order all members see; what is not yet stored comes last. */
  readonly messages: readonly ChatEntry[]
  readonly history: ChatHistory
  /** Others who are typing now. */
  readonly typingUsers: readonly User[]
  /** Ids of the users with this room open. */
  readonly activeUsers: readonly number[]
  readonly unreadCount: number
  /** The first message that was unread when the room was opened; stays while it is open. */
  readonly firstUnreadId: number | undefined
  /** Messages the server does not have yet: queued, sending or failed. */
  readonly pendingCount: number
  readonly connection: ConnectionState
  readonly lastError: ServerError | undefined
  /** What was written and not sent here; kept, encrypted, until it is sent or the user signs out. */
  readonly draft: string
  setDraft(text: string): void
}

/**
 * A room: its messages, who types, and how to take part (websockets-module.md, "Chat WebSocket").
 * Connects while mounted; all components share one socket a room. Must be used inside `<RealtimeProvider>`.
 */
export function useChat(roomName: string): Chat {
  const { client, queryClient } = useRealtime('useChat')
  const initial = useMemo(() => emptyChat(roomName), [roomName])
  const chat = useRealtimeStore(client, (state) => state.chats[roomName] ?? initial)
  const lastError = useRealtimeStore(client, (state) => state.errors[roomName])
  const connection = useConnectionStatus(roomName)

  useEffect(() => client.acquireRoom(roomName), [client, roomName])

  // The query only fetches pages; the store, into which they are merged, is the one truth.
  const query = useInfiniteQuery(
    {
      queryKey: ['mediconnect', client.id, 'messages', roomName],
      queryFn: ({ pageParam, signal }) => client.room(roomName).loadHistory(pageParam, signal),
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page): HistoryCursor | undefined => page.next,
      ...FETCH_ONCE,
    },
    queryClient,
  )
  const { data, isError, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const isLoaded = data !== undefined

  const history = useMemo<ChatHistory>(
    () => ({
      // An older page that failed does not take away those that are there.
      status: isLoaded ? 'ready' : isError ? 'error' : 'loading',
      error: error ?? undefined,
      hasOlder: hasNextPage,
      isLoadingOlder: isFetchingNextPage,
      loadOlder: () => void fetchNextPage({ cancelRefetch: false }),
      reload: () => void refetch(),
    }),
    [isLoaded, isError, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch],
  )

  // Those from the disk come a moment after the first render. What is typed here makes no render.
  const draft = useSyncExternalStore(
    client.drafts.subscribe,
    () => client.drafts.get(roomName) ?? '',
    () => '',
  )
  const setDraft = useCallback((text: string) => client.drafts.set(roomName, text), [client, roomName])

  const actions = useMemo<ChatActions>(() => {
    // The session is looked up at each call: after a sign-out it is another one.
    const session = (): RoomSession => client.room(roomName)
    return {
      sendMessage: (text) => session().sendMessage(text),
      sendFile: (file, options) => session().sendFile(file, options),
      retry: (key) => session().retry(key),
      discard: (key) => session().discard(key),
      markRead: (messageId) => session().markRead(messageId),
      startTyping: () => session().startTyping(),
      stopTyping: () => session().stopTyping(),
      reconnect: () => session().reconnect(),
    }
  }, [client, roomName])

  return {
    ...actions,
    messages: chat.messages,
    history,
    typingUsers: chat.typing,
    activeUsers: chat.activeUsers,
    unreadCount: chat.unreadCount,
    firstUnreadId: chat.firstUnreadId,
    pendingCount: chat.messages.length - chat.storedCount,
    connection,
    lastError,
    draft,
    setDraft,
  }
}
