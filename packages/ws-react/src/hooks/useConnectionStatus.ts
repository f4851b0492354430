import { selectConnection } from '../store/selectors.ts'
import type { ConnectionState } from '../transport/connectionState.ts'
import { useRealtimeState } from './useRealtimeState.ts'

/** Where a room's connection stands; without a room, the one for notifications. Opens none itself. */
export function useConnectionStatus(roomName?: string): ConnectionState {
  return useRealtimeState(selectConnection(roomName))
}
