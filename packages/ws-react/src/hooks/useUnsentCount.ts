import { useRealtime } from './realtimeContext.ts'
import type { RealtimeState } from '../store/realtimeStore.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/** How many messages, in all rooms, the server does not have yet: those that signing out would lose. */
export function useUnsentCount(): number {
  return useRealtimeStore(useRealtime('useUnsentCount').client, unsentCount)
}

function unsentCount({ chats }: RealtimeState): number {
  return Object.values(chats).reduce((sum, chat) => sum + chat.messages.length - chat.storedCount, 0)
}
