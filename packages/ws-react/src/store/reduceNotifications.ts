import type { Notification, NotificationType } from '@mediconnect/protocol'
import type { Action } from './action.ts'
import { applyNotificationFrames, concerns, withoutType } from './applyNotificationFrames.ts'
import { mergeNotifications, withItems, type Deletion, type NotificationsState } from './notifications.ts'
import { NOTIFICATIONS, type RealtimeState } from './realtimeStore.ts'
import { reduceInbox } from './reduceInbox.ts'

/** The state after an action, as far as notifications go: takes the place of {@link reduceInbox} with a connection. Pure. */
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
    case 'notifications/refreshed':
      return reconcileNewest(state, action.items, action.hasMore)
    case 'connection/changed':
      return action.key === NOTIFICATIONS && action.connection.status === 'connecting' ? forgetCountTime(state) : state
    default:
      return reduceInbox(state, action)
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

/** Makes the newest items those of the newest page: what is missing there was deleted elsewhere. Pure. */
export function reconcileNewest(
  state: NotificationsState,
  page: readonly Notification[],
  hasMore: boolean,
): NotificationsState {
  const oldest = hasMore ? (page.at(-1)?.created_at ?? '') : ''
  const onPage = new Set(page.map(({ id }) => id))
  const items = state.items.filter((item) => onPage.has(item.id) || item.created_at < oldest)
  return mergeNotifications({ ...state, items }, page)
}

/** The state in which `deletion` looks done; what it is without that stays behind it. Pure. */
function withDeletion(state: NotificationsState, deletion: Deletion): NotificationsState {
  const items = state.items.filter((item) => !concerns(item, deletion.type))
  const shown = withItems({ ...state, counted: withoutType(state.counted, deletion.type) }, items)
  return { ...shown, deleting: deletion, kept: undefined, behind: state }
}

/** The state for a new connection: whatever its server counts first is true. Pure. */
function forgetCountTime(state: NotificationsState): NotificationsState {
  return state.countedAt === 0 ? state : { ...state, countedAt: 0 }
}
