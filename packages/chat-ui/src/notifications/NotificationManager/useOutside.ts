import type { Notification } from '@mediconnect/protocol'
import type { Notifications } from '@mediconnect/ws-react'
import { useEffect, useRef } from 'react'
import { privacyStrings } from '../../i18n/english/privacy.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import type { Interruption } from '../interruptions/interruption.ts'
import { isLookedAt } from '../interruptions/isLookedAt.ts'
import type { Outside } from '../interruptions/outside.ts'
import { shownText, type Privacy } from '../interruptions/privacy.ts'

interface OutsideUseOptions extends Pick<Notifications, 'onNotification'> {
  /** Loads and runs it only when the user wants it. */
  readonly isWanted: boolean
  readonly userId: number
  readonly privacy: Privacy
  readonly known: ReadonlyMap<string, Notification>
  readonly policy: (notification: Notification) => Interruption
  readonly onOpen: (notification: Notification) => void
}

/** Tells of what arrives by sound and by the browser, as far as the user wants it. */
export function useOutside(options: OutsideUseOptions): void {
  const { isWanted, userId, known, onNotification } = options
  const strings = useStrings(privacyStrings)
  const latest = useRef({ ...options, strings })
  const running = useRef<Outside>(undefined)

  useEffect(() => {
    latest.current = { ...options, strings }
  })

  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    const loading = import('../interruptions/outside.ts').then(({ createOutside }) => {
      if (isOver) return undefined
      const name = `mediconnect:notifications:${userId}`
      return (running.current = createOutside({ name, onOpen: (one) => latest.current.onOpen(one) }))
    })
    const stop = onNotification((notification) => {
      const { policy, privacy, strings } = latest.current
      const { sound, background } = policy(notification)
      // Decided now, not when all is loaded.
      const isSeen = isLookedAt()
      void loading.then((outside) => {
        if (sound) void outside?.play(notification)
        if (background && !isSeen) void outside?.show(notification, shownText(notification, privacy, strings))
      })
    })
    return () => {
      isOver = true
      stop()
      running.current?.close()
      running.current = undefined
    }
  }, [isWanted, userId, onNotification])

  useEffect(() => {
    running.current?.withdraw((id) => known.get(id)?.read_at != null)
  }, [known])
}
