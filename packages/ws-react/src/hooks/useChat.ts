import type { ChatEntry, User } from '@mediconnect/protocol'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ServerError } from '../store/action.ts'
import { emptyChat, type ChatGap, type ChatState } from '../store/chat.ts'
import type { RoomActions } from '../store/roomSession.ts'
import { roomsPart } from '../store/roomsPart.ts'
import { selectLastError } from '../store/selectors.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { useRealtime } from './realtimeContext.ts'
import { useConnectionStatus } from './useConnectionStatus.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'
import { useShallow } from './useShallow.ts'

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

/** What {@link useChat} gives. The actions stay the same functions as long as the room is the same. */
export interface Chat extends RoomActions {
  /** The same as `sendMessage`. */
  send(text: string): void
  /** Oldest first, each once, in the order all members see; what is not yet stored comes last. */
  readonly messages: readonly ChatEntry[]
  /** What is missing between them, oldest first; `loadGap` fetches it from one of its ends. */
  readonly gaps: readonly ChatGap[]
  readonly history: ChatHistory
  /** There are messages before the oldest of `messages`; `loadOlder` fetches a page of them. */
  readonly hasOlder: boolean
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
  const { client, audit } = useRealtime('useChat')
  const rooms = client.part(roomsPart)
  // The same for as long as the client is, and with it its actions.
  const session = rooms.room(roomName)
  const { loadOlder, reload } = session
  const initial = useMemo(() => shownOf(emptyChat(roomName)), [roomName])
  const shown = useRealtimeStore(
    client,
    useShallow(({ chats }) => (chats[roomName] ? shownOf(chats[roomName]) : initial)),
  )
  const lastError = useRealtimeStore(client, selectLastError(roomName))
  const connection = useConnectionStatus(roomName)

  useEffect(() => {
    const release = rooms.acquireRoom(roomName)
    const hide = audit?.shown(roomName)
    session.openHistory()
    return () => {
      hide?.()
      release()
    }
  }, [rooms, session, audit, roomName])

  // Those from the disk come a moment after the first render. What is typed here makes no render.
  const draft = useSyncExternalStore(
    rooms.drafts.subscribe,
    () => rooms.drafts.get(roomName) ?? '',
    () => '',
  )
  const setDraft = useCallback((text: string) => rooms.drafts.set(roomName, text), [rooms, roomName])

  const { history: loaded, ...rest } = shown
  const history = useMemo<ChatHistory>(() => ({ ...loaded, loadOlder, reload }), [loaded, loadOlder, reload])

  return {
    ...session.actions,
    send: session.sendMessage,
    ...rest,
    history,
    hasOlder: loaded.hasOlder,
    connection,
    lastError,
    draft,
    setDraft,
  }
}

/** What of a room a screen shows: a change of anything else must not draw it again. */
function shownOf(chat: ChatState) {
  return {
    messages: chat.messages,
    gaps: chat.gaps,
    history: chat.history,
    typingUsers: chat.typing,
    activeUsers: chat.activeUsers,
    unreadCount: chat.unreadCount,
    firstUnreadId: chat.firstUnreadId,
    pendingCount: chat.messages.length - chat.storedCount,
  }
}
