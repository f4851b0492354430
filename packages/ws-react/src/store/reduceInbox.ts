import type { Action } from './action.ts'
import { markRead, mergeNotifications, type NotificationsState } from './notifications.ts'

/** The notifications after an action, as far as they are shown without a connection. Pure. */
export function reduceInbox(state: NotificationsState, action: Action): NotificationsState {
  switch (action.type) {
    case 'notifications/loaded':
      return mergeNotifications(state, action.items)
    case 'notifications/read':
      return markRead(state, action.id, action.at)
    default:
      return state
  }
}
