import type { ChatMessage, MessagePage } from '@mediconnect/protocol'
import { messagePage } from '@mediconnect/protocol/client/bodies'
import { PAGE_SIZE } from '@mediconnect/protocol/client/limits'
import type { Http } from '../transport/http.ts'
import type { ChatState } from './chat.ts'

/** Where a page of history begins: the newest one, or before a place, or, without places, by number. */
export type HistoryCursor = { readonly page: number } | { readonly beforeSeq: number }

export interface HistoryPage {
  readonly messages: readonly ChatMessage[]
  /** There are older ones. */
  readonly hasMore: boolean
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
  return { messages: page.results, hasMore: hasMore(page), unreadCount: page.unread_count }
}

/** Where the page before the oldest stored message begins. */
export function olderPage({ messages, storedCount }: ChatState): HistoryCursor {
  const seq = messages[0]?.seq
  if (seq !== undefined && storedCount > 0) return { beforeSeq: seq }
  // By number: as many messages as are loaded are newer than it.
  return { page: Math.floor(storedCount / PAGE_SIZE) + 1 }
}

function hasMore({ results, has_more }: MessagePage): boolean {
  return (has_more ?? results.length === PAGE_SIZE) && results.every(({ seq }) => seq !== 1)
}
