import type { ChatServerFrame, Presence } from '@mediconnect/protocol'

/** Who is there, by user id. */
export type PresenceState = Readonly<Record<number, Presence>>

/**
 * The state after a frame (websockets-module.md, "Presence Status"). Pure.
 * `activeBefore` are the users who were in the room before it.
 */
export function applyPresenceFrame(
  state: PresenceState,
  frame: ChatServerFrame,
  activeBefore: readonly number[],
): PresenceState {
  if (frame.type === 'presence_status') {
    const { user, status, last_seen } = frame.data
    return { ...state, [user.id]: { status, last_seen } }
  }
  if (frame.type !== 'connection_status' || frame.data.status === 'disconnected') return state
  const next: Record<number, Presence> = { ...state }
  if (frame.data.user_status) {
    for (const { user, status, last_seen } of frame.data.user_status) next[user.id] = { status, last_seen }
    return next
  }
  // A server that knows only the spec tells no more than who is in the room.
  for (const id of activeBefore) next[id] = { status: 'offline', last_seen: null }
  for (const id of frame.data.active_users) next[id] = { status: 'online', last_seen: null }
  return next
}
