import { encodeFrame, type NotificationClientFrame, type NotificationServerFrame } from '@mediconnect/protocol'
import { userChannel } from '../broadcast/channelLayer.ts'
import { Refusal } from '../refusal.ts'
import type { NotificationContext } from './notificationContext.ts'

type MarkRead = Extract<NotificationClientFrame, { type: 'mark_read' }>

/** Marks one of the user's notifications as read, on all their devices. */
export async function markRead({ data }: MarkRead, { session, services }: NotificationContext): Promise<void> {
  const { notification_id } = data
  const marked = await services.store.notifications.markRead(session.user.id, notification_id)
  if (!marked) throw new Refusal('WS_004', `data.notification_id: you have no notification ${notification_id}.`)
  const frame: NotificationServerFrame = {
    type: 'notification_read',
    data: { notification_id, read_at: marked.read_at },
  }
  if (!marked.isNew) return session.send(frame)
  const channel = userChannel(session.user.id)
  services.broadcaster.publish(channel, { kind: 'notice', text: encodeFrame(frame) })
  services.broadcaster.publish(channel, { kind: 'unread' })
}
