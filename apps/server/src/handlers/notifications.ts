import type { NotificationClientFrame } from '@mediconnect/protocol'
import type { Inbound } from '../session/inbound.ts'
import { authenticate } from './authenticate.ts'
import { bulkUpdate } from './bulkUpdate.ts'
import { callHandler, type Handlers } from './handlers.ts'
import { heartbeat } from './heartbeat.ts'
import { markRead } from './markRead.ts'
import type { NotificationContext } from './notificationContext.ts'
import { subscribe } from './subscribe.ts'

const handlers = {
  mark_read: markRead,
  mark_all_read: bulkUpdate,
  delete_all: bulkUpdate,
  subscribe,
  heartbeat,
  authenticate,
} satisfies Handlers<NotificationClientFrame, NotificationContext>

export function handleNotificationFrame(
  frame: NotificationClientFrame,
  context: NotificationContext,
  inbound: Inbound,
): Promise<unknown> | void {
  return callHandler<NotificationClientFrame, NotificationClientFrame['type'], NotificationContext>(
    handlers,
    frame.type,
    frame,
    context,
    inbound,
  )
}
