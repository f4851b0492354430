import type { PresenceStatus } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { peopleStrings } from '../../i18n/english/people.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { useNow } from '../../i18n/useNow.ts'
import { cx } from '../../theme/cx.ts'

const REFRESH_MS = 60_000

/** What `PresenceBadge` takes. */
export interface PresenceBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly status: PresenceStatus
  /** When someone who is offline was last here. */
  readonly lastSeen?: string | null
  /** `hidden` leaves the dot to the eye and the words to screen readers. @default 'visible' */
  readonly label?: 'visible' | 'hidden'
}

/** Whether someone is there: a dot whose shape differs too, and words. */
export const PresenceBadge = forwardRef<HTMLSpanElement, PresenceBadgeProps>(function PresenceBadge(
  { status, lastSeen, label = 'visible', className, ...rest },
  ref,
) {
  const { formats } = useLocale()
  const strings = useStrings(peopleStrings)
  const since = status === 'offline' ? lastSeen : undefined
  const now = useNow(since ? REFRESH_MS : undefined)
  const text = since ? strings.lastSeen(formats.relative(since, now)) : strings.presence[status]

  return (
    <span ref={ref} className={cx('mc-presence', className)} data-status={status} {...rest}>
      <span className="mc-presence__dot" aria-hidden="true" />
      <span className={label === 'hidden' ? 'mc-sr-only' : 'mc-presence__label'}>{text}</span>
    </span>
  )
})
