import type { RoomSummary } from '@mediconnect/protocol'
import { useNotifications } from '@mediconnect/ws-react'
import { useEffect } from 'react'

const TITLE = 'MediConnect'

/** Shows in the tab how much is unread, and nothing of whom it is from. */
export function useUnreadTitle(rooms: readonly RoomSummary[]): void {
  const { unread } = useNotifications()
  const count = rooms.reduce((sum, room) => sum + room.unread_count, unread.total_unread)
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${TITLE}` : TITLE
    return () => {
      document.title = TITLE
    }
  }, [count])
}
