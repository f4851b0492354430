import type { Notification } from '@mediconnect/protocol'
import { useCallback, useEffect, useState } from 'react'

export interface Toasts {
  /** Those not dismissed, and not read here or on another device; oldest first. */
  readonly toasts: readonly Notification[]
  readonly dismiss: (id: string) => void
}

/** The notifications that arrived while the page was open and are worth an interruption: all but low ones. */
export function useToasts(
  onNotification: (listener: (notification: Notification) => void) => () => void,
  notifications: readonly Notification[],
): Toasts {
  const [arrived, setArrived] = useState<readonly Notification[]>([])

  useEffect(
    () =>
      onNotification((notification) => {
        if (notification.priority !== 'low') setArrived((current) => [...current, notification])
      }),
    [onNotification],
  )
  const dismiss = useCallback((id: string) => setArrived((current) => current.filter((one) => one.id !== id)), [])

  const read = new Set(notifications.filter((one) => one.read_at).map((one) => one.id))
  return { toasts: arrived.filter((one) => !read.has(one.id)), dismiss }
}
