import type { Action } from './action.ts'
import { emptyState, type RealtimeState } from './realtimeStore.ts'

/**
 * The state after an action, as far as connections and errors go. Pure.
 * Rooms and notifications have reducers of their own, so that a screen without them does without their code.
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
      return state
  }
}
