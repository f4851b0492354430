import type { ChatEntry } from '@mediconnect/protocol'
import type { ChatState } from './chat.ts'
import { gapAtEnd, holes } from './chatGaps.ts'

/** The state after the user read everything up to a message. Pure. */
export function applyReadUpTo(state: ChatState, messageId: number, userId: number): ChatState {
  const { messages, storedCount, unreadCount } = state
  const place = messages.findIndex((entry) => entry.id === messageId)
  if (place === -1 || unreadCount === 0) return state
  let left = 0
  for (const entry of messages.slice(place + 1, storedCount)) if (entry.sender.id !== userId) left += 1
  return unreadCount <= left ? state : { ...state, unreadCount: left }
}

/** Notes where reading begins in a room that is being opened, once it is known what is unread. Pure. */
export function markOpened(state: ChatState, userId: number): ChatState {
  if (!state.isOpening) return state
  let left = state.unreadCount
  let firstUnreadId: number | undefined
  for (const { id, sender } of state.messages.slice(0, state.storedCount).toReversed()) {
    if (left === 0) break
    if (id === undefined || sender.id === userId) continue
    firstUnreadId = id
    left -= 1
  }
  return { ...state, isOpening: false, firstUnreadId }
}

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
