import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'
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
  const { strings } = useLocale()
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
      <Icon name={quiet ? 'moon' : 'bell'} />
      <NotificationBadge count={count} aria-hidden="true" />
    </button>
  )
})
