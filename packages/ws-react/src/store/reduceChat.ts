import type { ChatAction } from './action.ts'
import type { ChatState, HistoryState } from './chat.ts'
import { applyChatFrames } from './chatFrames.ts'
import { dropOldest, mergeMessages, setOwed } from './chatMessages.ts'
import { applyReadUpTo, markOpened } from './chatReading.ts'

/** One room's state after an action. Pure. `userId` is the signed-in user. */
export function reduceChat(state: ChatState, action: ChatAction, userId: number): ChatState {
  switch (action.type) {
    case 'chat/opened':
      return state.liveUntil === Infinity ? state : { ...state, liveUntil: Infinity, isOpening: true }
    case 'chat/closed':
      // Nobody tells any more who types.
      return { ...state, typing: [], liveUntil: action.at }
    case 'chat/received':
      return applyChatFrames(state, action.frames, userId)
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
    case 'chat/jumped': {
      const oldest = state.storedCount > 0 ? state.messages[0]?.seq : undefined
      const isOlder = oldest !== undefined && action.messages.some(({ seq }) => seq !== undefined && seq < oldest)
      if (!isOlder) return mergeMessages(state, action.messages, userId)
      const jumped = withHistory(state, { hasOlder: action.hasOlder })
      return mergeMessages({ ...jumped, skippedBefore: Math.max(oldest, state.skippedBefore) }, action.messages, userId)
    }
    case 'chat/load_failed': {
      // An older page that failed does not take away those that are there.
      const status = state.history.status === 'ready' ? 'ready' : 'error'
      return withHistory(state, { status, isLoadingOlder: false, error: action.error })
    }
    case 'chat/merged':
      return mergeMessages(state, action.messages, userId)
    case 'chat/counted': {
      const { unreadCount, newestId, readId } = action
      // What came or was read since the server counted is added.
      const since = state.messages.filter(({ id, sender }) => id !== undefined && id > newestId && sender.id !== userId)
      const counted = { ...state, unreadCount: unreadCount + since.length }
      return markOpened(applyReadUpTo(counted, readId, userId), userId)
    }
    case 'chat/read':
      return applyReadUpTo(state, action.messageId, userId)
    case 'chat/trimmed':
      return dropOldest(state, action.keep)
    case 'chat/typing_lost':
      return { ...state, typing: state.typing.filter(({ id }) => id !== action.user.id) }
    default:
      return action satisfies never
  }
}

function withHistory(state: ChatState, change: Partial<HistoryState>): ChatState {
  return { ...state, history: { ...state.history, ...change } }
}
