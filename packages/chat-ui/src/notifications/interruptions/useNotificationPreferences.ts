import { useCallback, useEffect, useState } from 'react'
import {
  DEFAULT_PREFERENCES,
  isAboutPreferences,
  keepPreferences,
  readPreferences,
  type NotificationPreferences,
} from './preferences.ts'

/** What the user chose, where the host keeps it. */
export interface PreferenceOptions {
  /** How the user wants to be told, where the host keeps it. @default kept in this browser */
  readonly preferences?: NotificationPreferences
  readonly onPreferencesChange?: (preferences: NotificationPreferences) => void
}

/** The user's choice of how to be told: the host's, or what this browser keeps, the same in all tabs. */
export function useNotificationPreferences(
  options: PreferenceOptions,
): readonly [NotificationPreferences, (next: NotificationPreferences) => void] {
  const { preferences, onPreferencesChange } = options
  const isHosts = preferences !== undefined
  // Read after the first render: a server has no storage, and must render the same.
  const [kept, setKept] = useState(DEFAULT_PREFERENCES)

  useEffect(() => {
    if (isHosts) return
    const read = () => setKept(readPreferences(localStorage))
    const onStorage = (event: StorageEvent) => {
      if (isAboutPreferences(event)) read()
    }
    read()
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  }, [isHosts])

  const change = useCallback(
    (next: NotificationPreferences) => {
      onPreferencesChange?.(next)
      if (isHosts) return
      setKept(next)
      keepPreferences(localStorage, next)
    },
    [isHosts, onPreferencesChange],
  )
  return [preferences ?? kept, change]
}
