import type { NotificationType, Priority } from '@mediconnect/protocol'
import type { IconName } from '../icons/Icon.tsx'

export const TYPE_ICONS: Readonly<Record<NotificationType, IconName>> = {
  appointment: 'calendar',
  message: 'chat',
  medical_record: 'record',
  system: 'gear',
  billing: 'card',
}

export const PRIORITY_ICONS: Readonly<Record<Priority, IconName>> = {
  critical: 'alert',
  high: 'chevronUp',
  medium: 'info',
  low: 'chevronDown',
}
