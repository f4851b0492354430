import type { ChatMessage } from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import { isRefusal } from '../transport/http.ts'
import type { ChatState } from './chat.ts'
import { fetchHistoryPage, FIRST_PAGE, olderPage, type HistoryCursor, type HistoryPage } from './history.ts'
import type { SessionContext } from './sessionContext.ts'

/** A room's history, page by page, as far as it is shown without a connection. */
export interface Paging {
  /** Loads the newest page, unless it is there or on its way. */
  openHistory(): void
  /** After a failure: loads what failed. */
  reload(): void
  /** Loads a page now, and fails if it cannot. */
  loadHistory(cursor: HistoryCursor): Promise<void>
  loadOlder(): void
  /** Settles when the newest page is there, or cannot be. */
  opened(): Promise<void> | undefined
  /** Takes over the server's count of unread messages. */
  count(page: HistoryPage): void
  /** Shows why something could not be loaded. */
  fail(cause: unknown): void
  dispose(): void
}

interface PagingOptions {
  readonly roomName: string
  readonly context: SessionContext
  chat(): ChatState
  /** What the user has read, the newest message's id; 0 for none. */
  readId(): number
  /** Stored messages were added. */
  onMerged(): void
}

const MAX_RETRIES = 3

export function createPaging({ roomName, context, chat, readId, onMerged }: PagingOptions): Paging {
  const { dispatch } = context.store
  let isOver = false
  let opening: Promise<void> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  async function loadHistory(cursor: HistoryCursor): Promise<void> {
    const page = await fetchHistoryPage(context.http, roomName, cursor)
    if (isOver) return
    const { history, messages } = chat()
    const isFirst = history.status !== 'ready'
    const known = new Set(messages.map(({ id }) => id))
    // A server that cannot page by number gives the same again.
    const hasOlder = page.hasMore && (isFirst || !page.messages.every(({ id }) => known.has(id)))
    dispatch({ type: 'chat/loaded', roomName, messages: page.messages, hasOlder })
    if (isFirst) count(page)
    onMerged()
  }

  /** Tries a page again while the network or the server is away for a moment. */
  async function attempt(cursor: HistoryCursor): Promise<void> {
    for (let failures = 0; !isOver; failures += 1) {
      try {
        return await loadHistory(cursor)
      } catch (error) {
        if (failures === MAX_RETRIES || isRefusal(error)) return fail(error)
        await new Promise((resolve) => {
          retryTimer = setTimeout(resolve, backoffDelay(failures, Math.random))
        })
      }
    }
  }

  function fail(cause: unknown): void {
    if (isOver) return
    const error = cause instanceof Error ? cause : new Error(String(cause))
    dispatch({ type: 'chat/load_failed', roomName, error })
  }

  function count({ messages, unreadCount }: HistoryPage): void {
    const unread = messages.filter(({ sender, is_read }: ChatMessage) => sender.id !== context.user.id && !is_read)
    dispatch({
      type: 'chat/counted',
      roomName,
      unreadCount: unreadCount ?? unread.length,
      newestId: Math.max(0, ...messages.map(({ id }) => id)),
      readId: readId(),
    })
  }

  function openHistory(): void {
    if (opening || chat().history.status === 'ready') return
    dispatch({ type: 'chat/loading', roomName, page: 'newest' })
    opening = attempt(FIRST_PAGE).finally(() => {
      opening = undefined
    })
  }

  function loadOlder(): void {
    const { status, hasOlder, isLoadingOlder } = chat().history
    if (status !== 'ready' || !hasOlder || isLoadingOlder) return
    dispatch({ type: 'chat/loading', roomName, page: 'older' })
    void attempt(olderPage(chat()))
  }

  return {
    openHistory,
    reload: () => {
      openHistory()
      loadOlder()
    },
    loadHistory,
    loadOlder,
    opened: () => opening,
    count,
    fail,
    dispose: () => {
      isOver = true
      clearTimeout(retryTimer)
    },
  }
}
