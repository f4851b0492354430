import { encodeFrame, type NotificationClientFrame, type NotificationServerFrame, Refusal } from '@mediconnect/protocol'
import type { NotificationContext } from './notificationContext.ts'

type MarkRead = Extract<NotificationClientFrame, { type: 'mark_read' }>

/** Marks one of the user's notifications as read, on all their devices. */
export async function markRead({ data }: MarkRead, { session, services }: NotificationContext): Promise<void> {
  const { notification_id } = data
  const { broadcaster, store } = services
  const userId = session.user.id
  const marked = await store.notifications.markRead(userId, notification_id)
  if (!marked) throw new Refusal('WS_004', `data.notification_id: you have no notification ${notification_id}.`)
  const frame: NotificationServerFrame = {
    type: 'notification_read',
    data: { notification_id, read_at: marked.read_at },
  }
  if (!marked.isNew) return session.send(frame)
  store.audit.record({ action: 'notification_read', ...session.origin, target: notification_id })
  broadcaster.publishToUsers([userId], { kind: 'notice', text: encodeFrame(frame) })
  broadcaster.publishToUsers([userId], { kind: 'unread' })
}
