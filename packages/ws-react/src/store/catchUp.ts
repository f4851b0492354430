import type { ChatEntry, ChatMessage } from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import { RequestError } from '../transport/http.ts'
import type { ChatGap, ChatState } from './chat.ts'
import { createGapFiller } from './gapFiller.ts'
import {
  fetchGap,
  fetchHistoryPage,
  FIRST_PAGE,
  olderPage,
  pageAround,
  type GapEnd,
  type HistoryCursor,
  type HistoryPage,
} from './history.ts'
import type { ServerKind } from './roomConnection.ts'
import type { SessionContext } from './sessionContext.ts'

/** Fetches what the socket does not bring: older pages, holes, and what was missed. */
export interface CatchUp {
  /** Loads the newest page, unless it is there or on its way. */
  openHistory(): void
  /** After a failure: loads what failed. */
  reload(): void
  /** Loads a page now, and fails if it cannot. */
  loadHistory(cursor: HistoryCursor): Promise<void>
  loadOlder(): void
  /** Loads what is missing there, from its newest or its oldest end; the rest stays a gap. @default 'newest' */
  loadGap(gap: ChatGap, end?: GapEnd): Promise<void>
  /**
   * Has a message at hand, with a page around it, however far back it is; what is between it and the rest stays a gap.
   * Gives its key, `undefined` if there is none; fails if it cannot be fetched. One that is not loaded is found by its
   * place alone: the server tells no place by id.
   */
  showMessage(target: MessageTarget): Promise<string | undefined>
  /** After an outage: the count of unread messages, and from a bare server what was missed since those that are `known`. */
  refresh(server: ServerKind, known: ReadonlySet<number | undefined>): Promise<void>
  /** Looks for holes that need no reader to be filled. */
  checkGaps(isReplaying: boolean): void
  /** The connection is gone: holes are filled when there is one again. */
  pause(): void
  dispose(): void
}

/** A message by its place in the room, or by its id. */
export type MessageTarget = { readonly seq: number } | { readonly messageId: number }

interface CatchUpOptions {
  readonly roomName: string
  readonly context: SessionContext
  chat(): ChatState
  /** What the user has read, the newest message's id; 0 for none. */
  readId(): number
  /** Stored messages were added. */
  onMerged(): void
  /** Holes are filled, or cannot be. */
  onFilled(): void
}

const MAX_RETRIES = 3
/** Too many requests: later may be another answer. */
const BUSY = 429
/** Pages that are asked of a bare server after an outage; beyond them what was before counts as not loaded. */
const MAX_PAGES = 20

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { roomName, context, chat, readId, onMerged, onFilled } = options
  const { dispatch } = context.store
  let isOver = false
  let opening: Promise<void> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const gaps = createGapFiller({
    chat,
    fetch: (gap) => fetchGap(context.http, roomName, gap),
    merge,
    onDone: onFilled,
  })

  function merge(messages: readonly ChatMessage[]): void {
    if (isOver) return
    dispatch({ type: 'chat/merged', roomName, messages })
    onMerged()
  }

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
        if (isOver) return
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

  /** Takes over the server's count. */
  function count({ messages, unreadCount }: HistoryPage): void {
    const unread = messages.filter(({ sender, is_read }) => sender.id !== context.user.id && !is_read)
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

  function find(target: MessageTarget): string | undefined {
    const { messages } = chat()
    const isMeant = (entry: ChatEntry) => ('seq' in target ? entry.seq === target.seq : entry.id === target.messageId)
    return messages.find(isMeant)?.key
  }

  async function showMessage(target: MessageTarget): Promise<string | undefined> {
    openHistory()
    await opening
    const { status, error } = chat().history
    if (status === 'error') throw error ?? new Error('The history could not be loaded.')
    const known = find(target)
    if (known !== undefined || isOver || !('seq' in target)) return known
    const { messages, hasMore } = await fetchHistoryPage(context.http, roomName, pageAround(target.seq))
    if (isOver) return undefined
    dispatch({ type: 'chat/jumped', roomName, messages, hasOlder: hasMore })
    onMerged()
    return find(target)
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
    showMessage,
    loadGap: async (gap, end) => {
      try {
        merge(await fetchGap(context.http, roomName, gap, end))
      } catch (error) {
        fail(error)
      }
    },
    refresh: async (server, known) => {
      let fetched = 0
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const { messages, hasMore, unreadCount } = await fetchHistoryPage(context.http, roomName, { page })
        merge(messages)
        count({ messages, hasMore, unreadCount })
        fetched += messages.length
        if (server === 'full' || !hasMore || messages.some(({ id }) => known.has(id))) return
      }
      // Nobody knows how many are missing before these: what is older is loaded again on demand.
      dispatch({ type: 'chat/trimmed', roomName, keep: fetched })
    },
    checkGaps: gaps.check,
    pause: gaps.stop,
    dispose: () => {
      isOver = true
      clearTimeout(retryTimer)
      gaps.stop()
    },
  }
}

/** Whether the server has said no: asking again would not change that. */
function isRefusal(error: unknown): boolean {
  return error instanceof RequestError && error.status >= 400 && error.status < 500 && error.status !== BUSY
}
