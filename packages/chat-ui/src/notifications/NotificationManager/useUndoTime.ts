import type { Notifications } from '@mediconnect/ws-react'
import { useCallback, useEffect, useRef } from 'react'
import type { NotificationType } from '@mediconnect/protocol'

/**
 * Sends a deletion once the time to undo it is over. Whoever leaves the page before that has deleted nothing: what was
 * not meant to go must not be lost.
 */
export function useUndoTime(
  { deleting, beginDelete, undoDelete, deleteAll }: Notifications,
  time: number,
): (type?: NotificationType) => void {
  const isMine = useRef(false)

  useEffect(() => {
    if (!isMine.current || deleting?.status !== 'waiting') return
    const timer = setTimeout(() => deleteAll(deleting.type), time)
    return () => clearTimeout(timer)
  }, [deleting, deleteAll, time])

  useEffect(
    () => () => {
      if (isMine.current) undoDelete()
    },
    [undoDelete],
  )

  return useCallback(
    (type) => {
      isMine.current = true
      beginDelete(type)
    },
    [beginDelete],
  )
}
