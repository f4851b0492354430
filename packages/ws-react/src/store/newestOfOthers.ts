import type { ChatEntry } from '@mediconnect/protocol'
import type { ChatState } from './chat.ts'
import { gapAtEnd, holes } from './chatGaps.ts'

/** The newest message of others that may be acknowledged: nothing before it is missing. At most `upToId`. Pure. */
export function newestOfOthers(state: ChatState, userId: number, upToId = Infinity): ChatEntry | undefined {
  const reached = (holes(state)[0] ?? gapAtEnd(state))?.afterSeq ?? Infinity
  for (let place = state.storedCount - 1; place >= 0; place -= 1) {
    const entry = state.messages[place]
    if (!entry || entry.sender.id === userId || entry.id === undefined || entry.id > upToId) continue
    if ((entry.seq ?? 0) <= reached) return entry
  }
  return undefined
}
