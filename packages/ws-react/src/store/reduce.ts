import type { Action, ChatAction, NotificationAction } from './action.ts'
import { emptyChat } from './chat.ts'
import { applyPresenceFrames, forgetPresence } from './presence.ts'
import { emptyState, type RealtimeState } from './realtimeStore.ts'
import { reduceChat } from './reduceChat.ts'

/**
 * The state after an action: connections, errors, rooms and presence. Pure.
 * Notifications have a reducer of their own, so that a screen without them does without its code.
 */
export function reduce(state: RealtimeState, action: Action): RealtimeState {
  switch (action.type) {
    case 'client/cleared':
      return emptyState(state.userId)
    case 'connection/changed': {
      const { key, connection } = action
      if (state.connections[key] === connection) return state
      return { ...state, connections: { ...state.connections, [key]: connection } }
    }
    case 'connection/error':
      return { ...state, errors: { ...state.errors, [action.key]: action.error } }
    default:
      return isOfChat(action) ? reduceRoom(state, action) : state
  }
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

function isOfChat(action: ChatAction | NotificationAction): action is ChatAction {
  return 'roomName' in action
}
