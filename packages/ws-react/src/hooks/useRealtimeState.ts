import type { Selector } from '../store/selectors.ts'
import { useRealtime } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/**
 * A part of what the client knows, such as `useRealtimeState(selectTypingUsers(roomName))`; renders again for it alone.
 * Opens no connection itself.
 */
export function useRealtimeState<Selected>(select: Selector<Selected>): Selected {
  return useRealtimeStore(useRealtime('useRealtimeState').client, select)
}
