import type { Strings } from '../strings.ts'

/** The settings of notifications. */
export const notificationSettingsStrings = {
  notificationSettings: 'Notification settings',
  backgroundNotifications: 'Show notifications when this tab is in the background',
  backgroundNotificationsDetail: {
    default: 'Your browser will ask you to allow it.',
    granted: 'Your browser allows it.',
    denied: 'Your browser blocks it. Allow notifications for this site in its settings.',
    unsupported: 'This browser cannot show notifications.',
  },
  notificationSound: 'Play a sound',
  quietHours: 'Quiet hours',
  quietHoursDetail: 'Only critical notifications interrupt you.',
  quietFrom: 'From',
  quietTo: 'To',
} satisfies Partial<Strings>
