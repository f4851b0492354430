import type { Notification } from '@mediconnect/protocol'
import { forwardRef, useEffect, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'
import { cx } from '../../theme/cx.ts'
import { actionUrl } from '../actionUrl.ts'
import { TYPE_ICONS } from '../notificationIcons.ts'
import { PriorityMark } from '../PriorityMark.tsx'

/** How long a toast that is not critical stays. */
const TOAST_MS = 6_000

export interface NotificationToastProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly notification: Notification
  /** Called when its time is over or it is closed; the notification stays unread. */
  readonly onDismiss: (id: string) => void
  /** Called when a critical one is acknowledged, or one is opened: it has been read. */
  readonly onAcknowledge?: (id: string) => void
  readonly onNavigate?: (url: string, notification: Notification) => void
  /** In milliseconds. @default 6000 */
  readonly duration?: number
}

/** A notification as it arrives. Critical ones stay until acknowledged; the others go by themselves, but not under the reader's hand. */
export const NotificationToast = forwardRef<HTMLDivElement, NotificationToastProps>(
  function NotificationToast(props, ref) {
    const { notification, onDismiss, onAcknowledge, onNavigate, duration = TOAST_MS, className, ...rest } = props
    const { strings } = useLocale()
    const { id, priority } = notification
    const critical = priority === 'critical'
    const [held, setHeld] = useState(false)
    const url = onNavigate && actionUrl(notification)
    useDismissTimer(critical || held ? undefined : duration, () => onDismiss(id))

    function acknowledge() {
      onAcknowledge?.(id)
      onDismiss(id)
    }

    return (
      <div
        ref={ref}
        className={cx('mc-toast', className)}
        role={critical ? 'alert' : 'status'}
        data-priority={priority}
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false)
        }}
        {...rest}
      >
        <span className="mc-toast__icon">
          <Icon name={TYPE_ICONS[notification.notification_type]} />
        </span>
        <div className="mc-toast__body">
          <PriorityMark priority={priority} />
          <p className="mc-toast__title" dir="auto">
            {notification.title}
          </p>
          <p className="mc-toast__message" dir="auto">
            {notification.message}
          </p>
          {(critical || url) && (
            <div className="mc-toast__actions">
              {critical && (
                <button type="button" className="mc-button" data-variant="danger" onClick={acknowledge}>
                  {strings.acknowledge}
                </button>
              )}
              {url && (
                <button
                  type="button"
                  className="mc-button"
                  onClick={() => {
                    acknowledge()
                    onNavigate?.(url, notification)
                  }}
                >
                  {strings.openNotification}
                </button>
              )}
            </div>
          )}
        </div>
        {!critical && (
          <button
            type="button"
            className="mc-icon-button mc-toast__close"
            aria-label={strings.dismiss}
            onClick={() => onDismiss(id)}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
    )
  },
)

/** Runs once `duration` has passed without a break; `undefined` stops it, and the next start is a full one. */
function useDismissTimer(duration: number | undefined, onOver: () => void) {
  const latest = useRef(onOver)
  useEffect(() => {
    latest.current = onOver
  })
  useEffect(() => {
    if (duration === undefined) return
    const timer = setTimeout(() => latest.current(), duration)
    return () => clearTimeout(timer)
  }, [duration])
}
