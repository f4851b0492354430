import type { ChatMessage } from '@mediconnect/protocol'
import { MAX_PAGE_SIZE, messagePage } from '@mediconnect/protocol/client'
import type { Http } from '../transport/http.ts'
import type { ChatGap } from './chat.ts'

/** Which end of a gap is filled: the newest of what is missing, or the oldest. */
export type GapEnd = 'newest' | 'oldest'

/** Messages that are missing at one end of a gap, at most {@link MAX_PAGE_SIZE}. */
export async function fetchGap(
  http: Http,
  roomName: string,
  { afterSeq, beforeSeq, missing }: ChatGap,
  end: GapEnd = 'newest',
): Promise<readonly ChatMessage[]> {
  const from = end === 'newest' ? `before_seq=${beforeSeq}` : `after_seq=${afterSeq}`
  const query = `${from}&limit=${Math.min(missing, MAX_PAGE_SIZE)}`
  return (await http.json(messagePage, `/api/rooms/${roomName}/messages/?${query}`)).results
}
