import type { ChatMessage } from '@mediconnect/protocol'
import { MAX_PAGE_SIZE, messagePage, PAGE_SIZE } from '@mediconnect/protocol/client'
import type { Http } from '../transport/http.ts'

/** Where a page of history begins: the newest one, or before a place, or, without places, by number. */
export type HistoryCursor = { readonly page: number } | { readonly beforeSeq: number }

export interface HistoryPage {
  readonly messages: readonly ChatMessage[]
  /** The next older page; `undefined` when this is the oldest. */
  readonly next: HistoryCursor | undefined
  readonly unreadCount: number | undefined
}

export const FIRST_PAGE: HistoryCursor = { page: 1 }

/** One page of a room's history, newest page first. */
export async function fetchHistoryPage(
  http: Http,
  roomName: string,
  cursor: HistoryCursor,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const query =
    'page' in cursor
      ? `page=${cursor.page}&page_size=${PAGE_SIZE}`
      : `before_seq=${cursor.beforeSeq}&limit=${PAGE_SIZE}`
  const page = await http.json(messagePage, `/api/rooms/${roomName}/messages/?${query}`, { signal })
  return {
    messages: page.results,
    next: nextCursor(cursor, page.results, page.has_more),
    unreadCount: page.unread_count,
  }
}

/** Everything after `seq`, oldest first, at most {@link MAX_PAGE_SIZE}. */
export async function fetchMessagesAfter(http: Http, roomName: string, seq: number): Promise<readonly ChatMessage[]> {
  const path = `/api/rooms/${roomName}/messages/?after_seq=${seq}&limit=${MAX_PAGE_SIZE}`
  return (await http.json(messagePage, path)).results
}

function nextCursor(
  cursor: HistoryCursor,
  messages: readonly ChatMessage[],
  hasMore: boolean | undefined,
): HistoryCursor | undefined {
  if (!(hasMore ?? messages.length === PAGE_SIZE)) return undefined
  const seqs = messages.map(({ seq }) => seq)
  if (seqs.every((seq) => seq !== undefined)) {
    const oldest = Math.min(...seqs)
    return oldest > 1 ? { beforeSeq: oldest } : undefined
  }
  return { page: 'page' in cursor ? cursor.page + 1 : 1 }
}
