import type { Notification } from '@mediconnect/protocol'
import type { Strings } from '../../i18n/strings.ts'
import type { privacyStrings } from '../../i18n/english/privacy.ts'

/** How much of a notification is shown where others may look: all, who it is from, or only that there is one. */
export type Privacy = 'full' | 'sender' | 'hidden'

export interface ShownText {
  readonly title: string
  /** Missing where it is kept back. */
  readonly message?: string
}

/** A title may say as much as the text below it: where it is kept back, the kind of notification stands for it. */
export function shownText(
  notification: Notification,
  privacy: Privacy,
  strings: Pick<Strings, keyof typeof privacyStrings>,
): ShownText {
  const { notification_type, title, message, metadata } = notification
  if (privacy === 'full') return { title, message }
  const { sender_name } = metadata
  const sender = privacy === 'sender' && typeof sender_name === 'string' ? sender_name : ''
  return { title: sender ? strings.notificationFrom(sender) : strings.hiddenNotification[notification_type] }
}
