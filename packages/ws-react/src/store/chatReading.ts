import type { ChatState } from './chat.ts'

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
