import type { Notification } from '@mediconnect/protocol'
import type { Notifications } from '@mediconnect/ws-react'
import { useCallback, useEffect, useState } from 'react'

export interface Toasts {
  /** The critical ones that nobody has acknowledged, then those not dismissed and not read; oldest first. */
  readonly toasts: readonly Notification[]
  readonly dismiss: (id: string) => void
}

/**
 * What is worth an interruption: critical ones until they are acknowledged, and those that arrived while the page was
 * open, but for low ones.
 */
export function useToasts({ onNotification, notifications, critical }: Notifications): Toasts {
  const [arrived, setArrived] = useState<readonly Notification[]>([])

  useEffect(
    () =>
      onNotification((notification) => {
        if (notification.priority === 'high' || notification.priority === 'medium') {
          setArrived((current) => [...current, notification])
        }
      }),
    [onNotification],
  )
  const dismiss = useCallback((id: string) => setArrived((current) => current.filter((one) => one.id !== id)), [])

  const read = new Set(notifications.filter((one) => one.read_at).map((one) => one.id))
  return { toasts: [...critical, ...arrived.filter((one) => !read.has(one.id))], dismiss }
}
