import type { Action, ChatAction } from './action.ts'
import { emptyChat } from './chat.ts'
import { applyPresenceFrames, forgetPresence } from './presence.ts'
import type { RealtimeState } from './realtimeStore.ts'
import { reduceChat } from './reduceChat.ts'

/** The state after an action, as far as rooms and presence go. Pure. */
export function reduceRooms(state: RealtimeState, action: Action): RealtimeState {
  return isOfChat(action) ? reduceRoom(state, action) : state
}

function reduceRoom(state: RealtimeState, action: ChatAction): RealtimeState {
  const { roomName } = action
  const known = state.chats[roomName]
  const before = known ?? emptyChat(roomName)
  const after = reduceChat(before, action, state.userId)
  const chats = after === known ? state.chats : { ...state.chats, [roomName]: after }
  const presence = presenceAfter(state, action, before.activeUsers)
  return chats === state.chats && presence === state.presence ? state : { ...state, chats, presence }
}

function presenceAfter(state: RealtimeState, action: ChatAction, activeBefore: readonly number[]) {
  if (action.type === 'chat/received') return applyPresenceFrames(state.presence, action.frames, activeBefore)
  if (action.type !== 'chat/closed') return state.presence
  // What is not told by another room that is open is not known any more.
  const open = Object.values(state.chats).filter(
    ({ roomName }) => roomName !== action.roomName && state.connections[roomName]?.status === 'connected',
  )
  const told = new Set(open.flatMap(({ knownUsers }) => knownUsers))
  const gone = state.chats[action.roomName]?.knownUsers.filter((id) => !told.has(id)) ?? []
  return forgetPresence(state.presence, gone)
}

function isOfChat(action: Action): action is ChatAction {
  return 'roomName' in action
}
