import type { ChatState } from './chat.ts'
import { arrange } from './chatMessages.ts'

/** Forgets all stored messages but the newest `keep`; they can be fetched again. Pure. */
export function dropOldest(state: ChatState, keep: number): ChatState {
  const { messages, storedCount } = state
  if (storedCount <= keep) return state
  const shortened = { ...state, history: { ...state.history, hasOlder: true } }
  return arrange(shortened, messages.slice(storedCount - keep, storedCount), messages.slice(storedCount))
}
