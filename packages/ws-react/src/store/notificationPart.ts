import { createNotificationSession, type NotificationSession } from './notificationSession.ts'
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

  let isHearing = false

  /** What is read in one tab is read in all, also where the server does not tell the others. */
  const unlisten = store.onAction((action) => {
    if (action.type !== 'notifications/read' || isHearing) return
    keep.tell({ type: 'notifications_read', ids: [action.id], at: action.at })
  })

  const unhear = keep.hear((message) => {
    if (message.type !== 'notifications_read') return
    isHearing = true
    for (const id of message.ids) store.dispatch({ type: 'notifications/read', id, at: message.at })
    isHearing = false
  })

  return {
    session,
    acquire: shared.acquire,
    dispose: () => {
      unlisten()
      unhear()
      shared.dispose()
    },
  }
}
