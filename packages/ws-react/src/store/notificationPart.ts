import { createNotificationSession, type NotificationSession } from './notificationSession.ts'
import { markRead } from './notifications.ts'
import type { SessionContext } from './sessionContext.ts'
import { createShared } from './shared.ts'

/** The user's notifications: one socket, for as long as anyone needs it. */
export interface NotificationPart {
  readonly session: NotificationSession
  /** Connects while anyone needs it. Returns how to let go. */
  acquire(): () => void
  dispose(): void
}

export function notificationPart(context: SessionContext): NotificationPart {
  const { store, keep } = context
  const session = createNotificationSession(context)
  const shared = createShared(session)

  const unread = (): string[] =>
    store.getState().notifications.items.flatMap(({ id, read_at }) => (read_at ? [] : [id]))

  /** What is read in one tab is read in all, also where the server does not tell the others. */
  function tellRead(work: () => void): void {
    const before = unread()
    work()
    const left = new Set(unread())
    const ids = before.filter((id) => !left.has(id))
    if (ids.length > 0) keep.tell({ type: 'notifications_read', ids, at: new Date().toISOString() })
  }

  const unhear = keep.hear((message) => {
    if (message.type !== 'notifications_read') return
    const { ids, at } = message
    store.setState(({ notifications }) => ({
      notifications: ids.reduce((state, id) => markRead(state, id, at), notifications),
    }))
  })

  return {
    session: {
      ...session,
      markRead: (id) => tellRead(() => session.markRead(id)),
      markAllRead: (type) => tellRead(() => session.markAllRead(type)),
    },
    acquire: shared.acquire,
    dispose: () => {
      unhear()
      shared.dispose()
    },
  }
}
