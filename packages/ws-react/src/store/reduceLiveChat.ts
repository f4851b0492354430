import type { ChatAction, RoomAction } from './action.ts'
import type { ChatState } from './chat.ts'
import { applyChatFrames } from './chatFrames.ts'
import { mergeMessages } from './chatMessages.ts'
import { dropOldest } from './dropOldest.ts'
import { withHistory } from './reduceChat.ts'

/** One room's state after what only a connection brings. Pure. `userId` is the signed-in user. */
export function reduceLiveChat(state: ChatState, action: ChatAction, userId: number): ChatState {
  switch (action.type) {
    case 'chat/received':
      return applyChatFrames(state, action.frames, userId)
    case 'chat/merged':
      return mergeMessages(state, action.messages, userId)
    case 'chat/jumped': {
      const oldest = state.storedCount > 0 ? state.messages[0]?.seq : undefined
      const isOlder = oldest !== undefined && action.messages.some(({ seq }) => seq !== undefined && seq < oldest)
      if (!isOlder) return mergeMessages(state, action.messages, userId)
      const jumped = withHistory(state, { hasOlder: action.hasOlder })
      return mergeMessages({ ...jumped, skippedBefore: Math.max(oldest, state.skippedBefore) }, action.messages, userId)
    }
    case 'chat/trimmed':
      return dropOldest(state, action.keep)
    case 'chat/typing_lost':
      return { ...state, typing: state.typing.filter(({ id }) => id !== action.user.id) }
    default:
      action satisfies RoomAction
      return state
  }
}
