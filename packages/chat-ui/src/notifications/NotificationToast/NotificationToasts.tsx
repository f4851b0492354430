import type { Notification } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { cx } from '../../theme/cx.ts'
import { NotificationToast, type NotificationToastProps } from './NotificationToast.tsx'

const MAX_TOASTS = 3

export interface NotificationToastsProps
  extends
    Omit<ComponentPropsWithoutRef<'section'>, 'children'>,
    Pick<NotificationToastProps, 'onDismiss' | 'onAcknowledge' | 'onNavigate' | 'duration'> {
  /** Those not dismissed yet, oldest first. */
  readonly notifications: readonly Notification[]
}

/** The toasts in their corner: three at most, critical ones first; the others wait for a place. */
export const NotificationToasts = forwardRef<HTMLElement, NotificationToastsProps>(
  function NotificationToasts(props, ref) {
    const { notifications, onDismiss, onAcknowledge, onNavigate, duration, className, ...rest } = props
    const { strings } = useLocale()
    const critical = notifications.filter((one) => one.priority === 'critical')
    const others = notifications.filter((one) => one.priority !== 'critical')
    const shown = [...critical, ...others].slice(0, MAX_TOASTS)

    return (
      <section ref={ref} className={cx('mc-toasts', className)} aria-label={strings.toastRegion} {...rest}>
        {shown.map((notification) => (
          <NotificationToast
            key={notification.id}
            notification={notification}
            onDismiss={onDismiss}
            onAcknowledge={onAcknowledge}
            onNavigate={onNavigate}
            duration={duration}
          />
        ))}
      </section>
    )
  },
)
