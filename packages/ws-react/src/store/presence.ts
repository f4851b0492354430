import type { ChatServerFrame, Presence } from '@mediconnect/protocol'

/** Who is there, by user id. */
export type PresenceState = Readonly<Record<number, Presence>>

/**
 * The state after a room's frames (websockets-module.md, "Presence Status"). Pure.
 * `activeBefore` are the users who were in the room before them.
 */
export function applyPresenceFrames(
  state: PresenceState,
  frames: readonly ChatServerFrame[],
  activeBefore: readonly number[],
): PresenceState {
  const told: Record<number, Presence> = {}
  let active = activeBefore
  for (const frame of frames) {
    if (frame.type === 'presence_status') {
      told[frame.data.user.id] = { status: frame.data.status, last_seen: frame.data.last_seen }
    }
    if (frame.type !== 'connection_status' || frame.data.status === 'disconnected') continue
    const { user_status, active_users } = frame.data
    if (user_status) {
      for (const { user, status, last_seen } of user_status) told[user.id] = { status, last_seen }
    } else {
      // A server that knows only the spec tells no more than who is in the room.
      for (const id of active) told[id] = { status: 'offline', last_seen: null }
      for (const id of active_users) told[id] = { status: 'online', last_seen: null }
    }
    active = active_users
  }
  return Object.keys(told).length > 0 ? { ...state, ...told } : state
}

/** The state without users of whom nobody tells any more. Pure. */
export function forgetPresence(state: PresenceState, gone: readonly number[]): PresenceState {
  if (gone.length === 0) return state
  return Object.fromEntries(Object.entries(state).filter(([id]) => !gone.includes(Number(id))))
}
