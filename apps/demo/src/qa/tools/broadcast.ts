import { CreatedNotificationSchema, type NotificationType, type Priority } from '@mediconnect/protocol'
import { callApi } from '../../session/api.ts'
import type { DemoTokens } from './demoTokens.ts'

/** Sends a notification to everyone, as the admin; says to how many it went. */
export async function broadcast(type: NotificationType, priority: Priority, tokens: DemoTokens): Promise<number> {
  const body = {
    broadcast: true,
    notification_type: type,
    priority,
    title: `A ${priority} notification`,
    message: 'Sent from the QA bench.',
    metadata: {},
  }
  const token = await tokens.of('admin')
  const created = await callApi('/api/notifications/', CreatedNotificationSchema, { method: 'POST', body, token })
  return created.recipients
}
