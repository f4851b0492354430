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
  const session = createNotificationSession(context)
  const shared = createShared(session)
  return {
    session,
    acquire: shared.acquire,
    dispose: () => {
      shared.dispose()
      session.dispose()
    },
  }
}
