import type { NotificationType, Priority } from '@mediconnect/protocol'
import { AlertIcon } from '../icons/AlertIcon.ts'
import { CalendarIcon } from '../icons/CalendarIcon.ts'
import { CardIcon } from '../icons/CardIcon.ts'
import { ChatIcon } from '../icons/ChatIcon.ts'
import { ChevronDownIcon } from '../icons/ChevronDownIcon.ts'
import { ChevronUpIcon } from '../icons/ChevronUpIcon.ts'
import { GearIcon } from '../icons/GearIcon.ts'
import { InfoIcon } from '../icons/InfoIcon.ts'
import { RecordIcon } from '../icons/RecordIcon.ts'
import type { Icon } from '../icons/createIcon.tsx'

export const TYPE_ICONS: Readonly<Record<NotificationType, Icon>> = {
  appointment: CalendarIcon,
  message: ChatIcon,
  medical_record: RecordIcon,
  system: GearIcon,
  billing: CardIcon,
}

export const PRIORITY_ICONS: Readonly<Record<Priority, Icon>> = {
  critical: AlertIcon,
  high: ChevronUpIcon,
  medium: InfoIcon,
  low: ChevronDownIcon,
}

/**
 * As they are offered, in this order. What comes later imports no values of the protocol: where a bundler does not split,
 * every page would ship that entry.
 */
export const TYPES = Object.keys(TYPE_ICONS) as readonly NotificationType[]
export const PRIORITIES = Object.keys(PRIORITY_ICONS) as readonly Priority[]
