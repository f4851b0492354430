import type { Action } from './action.ts'
import {
  applyNotificationFrames,
  markRead,
  mergeNotifications,
  reconcileNewest,
  type NotificationsState,
} from './notifications.ts'
import type { RealtimeState } from './realtimeStore.ts'

/** The state after an action, as far as notifications go. Pure. */
export function reduceNotifications(state: RealtimeState, action: Action): RealtimeState {
  const notifications = after(state.notifications, action)
  return notifications === state.notifications ? state : { ...state, notifications }
}

function after(state: NotificationsState, action: Action): NotificationsState {
  switch (action.type) {
    case 'notifications/received':
      return applyNotificationFrames(state, action.frames, action.at)
    case 'notifications/loaded':
      return mergeNotifications(state, action.items)
    case 'notifications/refreshed':
      return reconcileNewest(state, action.items, action.hasMore)
    case 'notifications/read':
      return markRead(state, action.id, action.at)
    default:
      return state
  }
}
