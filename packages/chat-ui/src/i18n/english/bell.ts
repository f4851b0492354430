import type { Strings } from '../strings.ts'
import { number } from './wording.ts'

/** The bell. */
export const bellStrings = {
  notifications: 'Notifications',
  notificationsButton: (unread) => (unread === 0 ? 'Notifications' : `Notifications, ${number(unread)} unread`),
} satisfies Partial<Strings>
