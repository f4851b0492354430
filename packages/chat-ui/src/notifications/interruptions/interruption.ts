import type { Priority } from '@mediconnect/protocol'
import type { NotificationPreferences } from './preferences.ts'

/** The ways in which a notification may interrupt. */
export interface Interruption {
  readonly toast: boolean
  readonly sound: boolean
  /** By the browser, while no tab is looked at. */
  readonly background: boolean
}

const NONE: Interruption = { toast: false, sound: false, background: false }

/** How a notification that arrives may interrupt. What is critical always gets through; low ones never do. */
export function interruption(
  priority: Priority,
  { sound, background }: NotificationPreferences,
  quiet: boolean,
): Interruption {
  if (priority === 'low' || (quiet && priority !== 'critical')) return NONE
  return { toast: true, sound, background }
}
