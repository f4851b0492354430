import type { Notification } from '@mediconnect/protocol'
import type { Notifications } from '@mediconnect/ws-react'
import { useCallback, useEffect, useState } from 'react'

export interface Toasts {
  /** The critical ones that nobody has acknowledged, then those not dismissed, read or deleted; oldest first. */
  readonly toasts: readonly Notification[]
  readonly dismiss: (id: string) => void
}

interface ToastOptions extends Pick<Notifications, 'onNotification' | 'critical'> {
  /** All that are known, by id. */
  readonly known: ReadonlyMap<string, Notification>
  /** Whether one that arrives now is worth a toast. */
  readonly isWanted: (notification: Notification) => boolean
}

/** What is worth an interruption: critical ones until they are acknowledged, and what arrives while the page is open. */
export function useToasts({ onNotification, critical, known, isWanted }: ToastOptions): Toasts {
  const [arrived, setArrived] = useState<readonly string[]>([])

  useEffect(
    () =>
      onNotification((notification) => {
        if (notification.priority === 'critical' || !isWanted(notification)) return
        setArrived((current) => [...current, notification.id])
      }),
    [onNotification, isWanted],
  )
  const dismiss = useCallback((id: string) => setArrived((current) => current.filter((one) => one !== id)), [])

  const waiting = arrived.flatMap((id) => known.get(id) ?? []).filter(({ read_at }) => !read_at)
  return { toasts: [...critical, ...waiting], dismiss }
}
