import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { bellStrings } from '../../i18n/english/bell.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { BellIcon } from '../../icons/BellIcon.ts'
import { MoonIcon } from '../../icons/MoonIcon.ts'
import { cx } from '../../theme/cx.ts'
import { NotificationBadge } from '../NotificationBadge/NotificationBadge.tsx'

/** What `NotificationBell` takes. */
export interface NotificationBellProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  /** How many are unread. */
  readonly count: number
  /** Only what is critical interrupts now. @default false */
  readonly quiet?: boolean
}

/** The button that opens the notifications, with how many are unread. */
export const NotificationBell = forwardRef<HTMLButtonElement, NotificationBellProps>(function NotificationBell(
  { count, quiet = false, className, ...rest },
  ref,
) {
  const strings = useStrings(bellStrings)
  return (
    <button
      ref={ref}
      type="button"
      className={cx('mc-icon-button mc-bell', className)}
      data-unread={count > 0 || undefined}
      data-quiet={quiet || undefined}
      {...rest}
    >
      <span className="mc-sr-only">{strings.notificationsButton(count)}</span>
      {quiet ? <MoonIcon /> : <BellIcon />}
      <NotificationBadge count={count} aria-hidden="true" />
    </button>
  )
})
