import { useRealtime } from './realtimeContext.ts'
import { roomsPart } from '../store/roomsPart.ts'
import type { RealtimeState } from '../store/realtimeStore.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/** How many messages, in all rooms, the server does not have yet: those that signing out would lose. */
export function useUnsentCount(): number {
  const { client } = useRealtime('useUnsentCount')
  // What tabs that are gone have left counts too, on a screen that shows no room.
  client.part(roomsPart)
  return useRealtimeStore(client, unsentCount)
}

function unsentCount({ chats }: RealtimeState): number {
  return Object.values(chats).reduce((sum, chat) => sum + chat.messages.length - chat.storedCount, 0)
}
