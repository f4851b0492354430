import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { unreadStrings } from '../../i18n/english/unread.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { cx } from '../../theme/cx.ts'

/** What `NotificationBadge` takes. */
export interface NotificationBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly count: number
  /** Counts above it are shown as this and a plus. @default 99 */
  readonly max?: number
}

/** How many are unread. Renders nothing at zero. */
export const NotificationBadge = forwardRef<HTMLSpanElement, NotificationBadgeProps>(function NotificationBadge(
  { count, max = 99, className, ...rest },
  ref,
) {
  const { formats } = useLocale()
  const strings = useStrings(unreadStrings)
  if (count <= 0) return null
  return (
    <span ref={ref} className={cx('mc-badge', className)} {...rest}>
      <span aria-hidden="true">{count > max ? `${formats.number(max)}+` : formats.number(count)}</span>
      <span className="mc-sr-only">{strings.unread(count)}</span>
    </span>
  )
})
