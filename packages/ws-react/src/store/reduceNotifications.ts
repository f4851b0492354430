import type { NotificationType } from '@mediconnect/protocol'
import type { Action } from './action.ts'
import {
  applyNotificationFrames,
  forgetCountTime,
  markRead,
  mergeNotifications,
  reconcileNewest,
  withDeletion,
  type NotificationsState,
} from './notifications.ts'
import { NOTIFICATIONS, type RealtimeState } from './realtimeStore.ts'

/** The state after an action, as far as notifications go. Pure. */
export function reduceNotifications(state: RealtimeState, action: Action): RealtimeState {
  const notifications = after(state.notifications, action)
  return notifications === state.notifications ? state : { ...state, notifications }
}

function after(state: NotificationsState, action: Action): NotificationsState {
  const { deleting } = state
  const before = state.behind ?? state
  if (action.type === 'notifications/deleting') return withDeletion(before, action.deletion)
  if (action.type === 'notifications/kept') return { ...before, kept: action.because }
  const next = afterEvent(before, action)
  if (next === before) return state
  return deleting && !isDeleted(action, deleting.type) ? withDeletion(next, deleting) : next
}

function afterEvent(state: NotificationsState, action: Action): NotificationsState {
  switch (action.type) {
    case 'notifications/received':
      return applyNotificationFrames(state, action.frames, action.at)
    case 'notifications/loaded':
      return mergeNotifications(state, action.items)
    case 'notifications/refreshed':
      return reconcileNewest(state, action.items, action.hasMore)
    case 'notifications/read':
      return markRead(state, action.id, action.at)
    case 'connection/changed':
      return action.key === NOTIFICATIONS && action.connection.status === 'connecting' ? forgetCountTime(state) : state
    default:
      return state
  }
}

/** Whether the server has deleted what was to be deleted, or more. */
function isDeleted(action: Action, type: NotificationType | undefined): boolean {
  if (action.type !== 'notifications/received') return false
  return action.frames.some(({ type: name, data }) => {
    if (name !== 'bulk_update' || data.action !== 'delete_all') return false
    return data.notification_type == null || data.notification_type === type
  })
}
