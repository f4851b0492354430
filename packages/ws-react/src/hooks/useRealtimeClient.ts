import { useMemo } from 'react'
import { withRooms, type RealtimeClient } from '../store/client.ts'
import { useRealtime } from './realtimeContext.ts'

/** The client itself, for what no hook covers. Throws outside `<RealtimeProvider>`. */
export function useRealtimeClient(): RealtimeClient {
  const { client: core, audit } = useRealtime('useRealtimeClient')
  return useMemo(() => {
    const client = withRooms(core)
    if (!audit) return client
    const acquireRoom: RealtimeClient['acquireRoom'] = (roomName) => {
      const release = client.acquireRoom(roomName)
      const hide = audit.shown(roomName)
      return () => {
        hide()
        release()
      }
    }
    return { ...client, acquireRoom }
  }, [core, audit])
}
