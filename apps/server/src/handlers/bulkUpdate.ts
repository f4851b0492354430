import { encodeFrame, type NotificationClientFrame, type NotificationServerFrame } from '@mediconnect/protocol'
import type { NotificationContext } from './notificationContext.ts'
import { isoTime } from '../isoTime.ts'

type Bulk = Extract<NotificationClientFrame, { type: 'mark_all_read' | 'delete_all' }>

/** Reads or deletes all of the user's notifications, or all of one type. */
export async function bulkUpdate({ type, data }: Bulk, { session, services }: NotificationContext): Promise<void> {
  const { notifications, audit } = services.store
  const userId = session.user.id
  const notification_type = data.notification_type ?? undefined
  const affected_count =
    type === 'mark_all_read'
      ? await notifications.markAllRead(userId, notification_type)
      : await notifications.deleteAll(userId, notification_type)
  if (affected_count > 0) {
    const action = type === 'mark_all_read' ? 'notification_read' : 'notifications_deleted'
    audit.record({ action, ...session.origin, target: `${affected_count} of ${notification_type ?? 'all'}` })
  }
  const frame: NotificationServerFrame = {
    type: 'bulk_update',
    data: { action: type, affected_count, notification_type, timestamp: isoTime(services.now()) },
  }
  services.broadcaster.publishToUsers([userId], { kind: 'notice', text: encodeFrame(frame) })
  services.broadcaster.publishToUsers([userId], { kind: 'unread' })
}
