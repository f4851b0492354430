import type { NotificationType, Priority } from '@mediconnect/protocol'
import type { Services } from '../session/services.ts'
import type { SessionHandle } from '../session/session.ts'

/** Which new notifications a socket wants. A list left out does not filter. */
export interface NotificationFilter {
  readonly notification_types?: readonly NotificationType[]
  readonly priorities?: readonly Priority[]
}

/** What a notification command may use. */
export interface NotificationContext {
  readonly session: SessionHandle
  readonly services: Services
  subscribe(filter: NotificationFilter): void
}
