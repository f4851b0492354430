import type { ChatEntry, ChatMessage } from '@mediconnect/protocol'
import { PAGE_SIZE } from '@mediconnect/protocol/client'
import type { ChatGap, ChatState } from './chat.ts'
import { fetchGap, type GapEnd } from './fetchGap.ts'
import { createGapFiller } from './gapFiller.ts'
import { fetchHistoryPage, type HistoryCursor } from './history.ts'
import type { Paging } from './paging.ts'
import type { ServerKind } from './roomConnection.ts'
import type { SessionContext } from './sessionContext.ts'

/** Fetches what the socket does not bring and no screen waits for at first: holes, and what was missed. */
export interface CatchUp {
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
  readonly paging: Paging
  chat(): ChatState
  /** Stored messages were added. */
  onMerged(): void
  /** Holes are filled, or cannot be. */
  onFilled(): void
}

/** Pages that are asked of a bare server after an outage; beyond them what was before counts as not loaded. */
const MAX_PAGES = 20

export function createCatchUp({ roomName, context, paging, chat, onMerged, onFilled }: CatchUpOptions): CatchUp {
  const { http, store } = context
  const { dispatch } = store
  let isOver = false

  const gaps = createGapFiller({
    chat,
    fetch: (gap) => fetchGap(http, roomName, gap),
    merge,
    onDone: onFilled,
  })

  function merge(messages: readonly ChatMessage[]): void {
    if (isOver) return
    dispatch({ type: 'chat/merged', roomName, messages })
    onMerged()
  }

  function find(target: MessageTarget): string | undefined {
    const { messages } = chat()
    const isMeant = (entry: ChatEntry) => ('seq' in target ? entry.seq === target.seq : entry.id === target.messageId)
    return messages.find(isMeant)?.key
  }

  return {
    showMessage: async (target) => {
      paging.openHistory()
      await paging.opened()
      const { status, error } = chat().history
      if (status === 'error') throw error ?? new Error('The history could not be loaded.')
      const known = find(target)
      if (known !== undefined || isOver || !('seq' in target)) return known
      const { messages, hasMore } = await fetchHistoryPage(http, roomName, pageAround(target.seq))
      if (isOver) return undefined
      dispatch({ type: 'chat/jumped', roomName, messages, hasOlder: hasMore })
      onMerged()
      return find(target)
    },
    loadGap: async (gap, end) => {
      try {
        merge(await fetchGap(http, roomName, gap, end))
      } catch (error) {
        paging.fail(error)
      }
    },
    refresh: async (server, known) => {
      let fetched = 0
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const { messages, hasMore, unreadCount } = await fetchHistoryPage(http, roomName, { page })
        merge(messages)
        paging.count({ messages, hasMore, unreadCount })
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
      gaps.stop()
    },
  }
}

/** Where a page begins that has a place in its middle. */
function pageAround(seq: number): HistoryCursor {
  return { beforeSeq: seq + PAGE_SIZE / 2 + 1 }
}
