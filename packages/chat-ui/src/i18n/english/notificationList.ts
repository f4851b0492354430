import type { Strings } from '../strings.ts'

/** The list of notifications. */
export const notificationListStrings = {
  notificationTypes: {
    appointment: 'Appointments',
    message: 'Messages',
    medical_record: 'Records',
    system: 'System',
    billing: 'Billing',
  },
  allTypes: 'All',
  filterByType: 'Filter by type',
  markRead: 'Mark as read',
  markAllRead: 'Mark all as read',
  deleteAll: 'Delete all',
  loadMore: 'Show more',
  loadingNotifications: 'Loading notifications…',
  noNotificationsTitle: 'You’re all caught up',
  noNotificationsText: 'Appointments, results and messages that need you appear here.',
  notificationsFailedTitle: 'The notifications could not be loaded',
  unreadNotification: 'Unread',
  filterByPriority: 'Filter by priority',
  allPriorities: 'Any priority',
  newNotifications: (count) => `${count} new`,
  nothingMatchesTitle: 'Nothing here for this filter',
  showAllNotifications: 'Show all notifications',
  notificationsOffline: 'You are offline. New notifications appear when the connection is back.',
  deleted: 'Notifications deleted',
  deleting: 'Deleting…',
  undo: 'Undo',
  notDeleted: {
    arrival: 'Something new has come, so nothing was deleted.',
    offline: 'Without a connection nothing is deleted.',
    refused: 'This server does not delete notifications.',
  },
  acknowledgeFirst: (critical) =>
    critical === 1 ? 'Acknowledge the critical one first.' : `Acknowledge the ${critical} critical ones first.`,
  quietNow: 'Quiet hours: only critical notifications interrupt you.',
} satisfies Partial<Strings>
