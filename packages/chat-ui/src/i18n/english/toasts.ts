import type { Strings } from '../strings.ts'

/** Toasts. */
export const toastsStrings = {
  priorities: { critical: 'Critical', high: 'High priority', medium: 'Normal priority', low: 'Low priority' },
  openNotification: 'Open',
  acknowledge: 'Acknowledge',
  toastRegion: 'New notifications',
  moreNotifications: (count) => `${count} more`,
  showText: 'Show',
} satisfies Partial<Strings>
