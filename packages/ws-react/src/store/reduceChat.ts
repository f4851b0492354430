import type { ChatAction, LiveRoomAction } from './action.ts'
import type { ChatState, HistoryState } from './chat.ts'
import { mergeMessages, setOwed } from './chatMessages.ts'
import { applyReadUpTo, markOpened } from './chatReading.ts'

/** One room's state after an action, as far as that is no matter of a connection. Pure. `userId` is the signed-in user. */
export function reduceChat(state: ChatState, action: ChatAction, userId: number): ChatState {
  switch (action.type) {
    case 'chat/opened':
      return state.liveUntil === Infinity ? state : { ...state, liveUntil: Infinity, isOpening: true }
    case 'chat/closed':
      // Nobody tells any more who types.
      return { ...state, typing: [], liveUntil: action.at }
    case 'chat/owed':
      return setOwed(state, action.entries)
    case 'chat/loading':
      return withHistory(state, {
        status: state.history.status === 'ready' ? 'ready' : 'loading',
        isLoadingOlder: action.page === 'older',
        error: undefined,
      })
    case 'chat/loaded': {
      // Before the messages: what is missing among them depends on where the history begins.
      const loaded = withHistory(state, { status: 'ready', isLoadingOlder: false, hasOlder: action.hasOlder })
      return mergeMessages(loaded, action.messages, userId)
    }
    case 'chat/load_failed': {
      // An older page that failed does not take away those that are there.
      const status = state.history.status === 'ready' ? 'ready' : 'error'
      return withHistory(state, { status, isLoadingOlder: false, error: action.error })
    }
    case 'chat/counted': {
      const { unreadCount, newestId, readId } = action
      // What came or was read since the server counted is added.
      const since = state.messages.filter(({ id, sender }) => id !== undefined && id > newestId && sender.id !== userId)
      const counted = { ...state, unreadCount: unreadCount + since.length }
      return markOpened(applyReadUpTo(counted, readId, userId), userId)
    }
    case 'chat/read':
      return applyReadUpTo(state, action.messageId, userId)
    default:
      action satisfies LiveRoomAction
      return state
  }
}

/** The state with another history. Pure. */
export function withHistory(state: ChatState, change: Partial<HistoryState>): ChatState {
  return { ...state, history: { ...state.history, ...change } }
}
