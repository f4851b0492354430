import type { NotificationClientFrame } from '@mediconnect/protocol'
import type { NotificationContext } from './notificationContext.ts'

type Subscribe = Extract<NotificationClientFrame, { type: 'subscribe' }>

/** Filters this socket's new notifications from now on. */
export function subscribe({ data }: Subscribe, context: NotificationContext): void {
  context.subscribe(data)
}
