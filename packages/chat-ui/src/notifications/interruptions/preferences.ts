import { isTimeOfDay, type QuietHours } from './quietHours.ts'

/** How the user wants to be told. Says nothing of any patient, so that it may be kept anywhere. */
export interface NotificationPreferences {
  /** Show browser notifications while no tab is looked at, where the browser was allowed to. */
  readonly background: boolean
  readonly sound: boolean
  readonly quietHours?: QuietHours
}

export const QUIET_AT_NIGHT: QuietHours = { from: '22:00', to: '07:00' }

export const DEFAULT_PREFERENCES: NotificationPreferences = { background: false, sound: false }

const KEY = 'mediconnect:notification-preferences'

/** What was kept in this browser. */
export function readPreferences(storage: Pick<Storage, 'getItem'>): NotificationPreferences {
  try {
    return toPreferences(JSON.parse(storage.getItem(KEY) ?? 'null'))
  } catch {
    // No storage, or not ours.
    return DEFAULT_PREFERENCES
  }
}

export function keepPreferences(storage: Pick<Storage, 'setItem'>, preferences: NotificationPreferences): void {
  try {
    storage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // No storage: they last as long as the page.
  }
}

export function isAboutPreferences({ key }: StorageEvent): boolean {
  return key === KEY || key === null
}

function toPreferences(data: unknown): NotificationPreferences {
  if (!isObject(data)) return DEFAULT_PREFERENCES
  const { background, sound, quietHours } = data
  const hours = isObject(quietHours) ? quietHours : {}
  const { from, to } = hours
  return {
    background: background === true,
    sound: sound === true,
    quietHours: isTimeOfDay(from) && isTimeOfDay(to) ? { from, to } : undefined,
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
