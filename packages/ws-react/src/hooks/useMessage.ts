import type { ChatEntry } from '@mediconnect/protocol'
import { selectMessage } from '../store/selectors.ts'
import { useRealtimeState } from './useRealtimeState.ts'

/** One message of a room that is open, by its key; renders again for this message alone. */
export function useMessage(roomName: string, key: string): ChatEntry | undefined {
  return useRealtimeState(selectMessage(roomName, key))
}
