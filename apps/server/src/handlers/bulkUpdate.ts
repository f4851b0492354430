import { encodeFrame, type NotificationClientFrame, type NotificationServerFrame } from '@mediconnect/protocol'
import { userChannel } from '../broadcast/channelLayer.ts'
import type { NotificationContext } from './notificationContext.ts'

type Bulk = Extract<NotificationClientFrame, { type: 'mark_all_read' | 'delete_all' }>

/** Reads or deletes all of the user's notifications, or all of one type. */
export async function bulkUpdate({ type, data }: Bulk, { session, services }: NotificationContext): Promise<void> {
  const { notifications } = services.store
  const notification_type = data.notification_type ?? undefined
  const affected_count =
    type === 'mark_all_read'
      ? await notifications.markAllRead(session.user.id, notification_type)
      : await notifications.deleteAll(session.user.id, notification_type)
  const frame: NotificationServerFrame = {
    type: 'bulk_update',
    data: { action: type, affected_count, notification_type, timestamp: new Date(services.now()).toISOString() },
  }
  const channel = userChannel(session.user.id)
  services.broadcaster.publish(channel, { kind: 'notice', text: encodeFrame(frame) })
  services.broadcaster.publish(channel, { kind: 'unread' })
}
