import type { ConnectionState } from '../transport/connectionState.ts'
import { NOTIFICATIONS } from '../store/realtimeStore.ts'
import { useRealtime } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

const IDLE: ConnectionState = { status: 'idle' }

/** Where a room's connection stands; without a room, the one for notifications. Opens none itself. */
export function useConnectionStatus(roomName?: string): ConnectionState {
  const { client } = useRealtime('useConnectionStatus')
  return useRealtimeStore(client, (state) => state.connections[roomName ?? NOTIFICATIONS] ?? IDLE)
}
