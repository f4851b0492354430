import type { Action, ChatAction } from './action.ts'
import { emptyChat, type ChatState } from './chat.ts'
import type { RealtimeState } from './realtimeStore.ts'
import { reduceChat } from './reduceChat.ts'

/** The state after an action, as far as rooms go that nobody is connected to. Pure. */
export function reduceRooms(state: RealtimeState, action: Action): RealtimeState {
  return isOfChat(action) ? reduceRoom(state, action, reduceChat) : state
}

/** The state after an action of one room, whose own state `reduce` gives. Pure. */
export function reduceRoom(
  state: RealtimeState,
  action: ChatAction,
  reduce: (chat: ChatState, action: ChatAction, userId: number) => ChatState,
): RealtimeState {
  const { roomName } = action
  const before = state.chats[roomName] ?? emptyChat(roomName)
  const after = reduce(before, action, state.userId)
  return after === before ? state : { ...state, chats: { ...state.chats, [roomName]: after } }
}

export function isOfChat(action: Action): action is ChatAction {
  return 'roomName' in action
}
