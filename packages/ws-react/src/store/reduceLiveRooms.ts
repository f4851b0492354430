import type { Action, ChatAction } from './action.ts'
import { applyPresenceFrames, forgetPresence, type PresenceState } from './presence.ts'
import type { RealtimeState } from './realtimeStore.ts'
import { reduceLiveChat } from './reduceLiveChat.ts'
import { isOfChat, reduceRoom } from './reduceRooms.ts'

/** The state after an action, as far as connected rooms and presence go. Pure. */
export function reduceLiveRooms(state: RealtimeState, action: Action): RealtimeState {
  if (!isOfChat(action)) return state
  const presence = presenceAfter(state, action)
  const next = reduceRoom(state, action, reduceLiveChat)
  return presence === state.presence ? next : { ...next, presence }
}

function presenceAfter(state: RealtimeState, action: ChatAction): PresenceState {
  const chat = state.chats[action.roomName]
  if (action.type === 'chat/received')
    return applyPresenceFrames(state.presence, action.frames, chat?.activeUsers ?? [])
  if (action.type !== 'chat/closed') return state.presence
  // What is not told by another room that is open is not known any more.
  const open = Object.values(state.chats).filter(
    ({ roomName }) => roomName !== action.roomName && state.connections[roomName]?.status === 'connected',
  )
  const told = new Set(open.flatMap(({ knownUsers }) => knownUsers))
  return forgetPresence(state.presence, chat?.knownUsers.filter((id) => !told.has(id)) ?? [])
}
