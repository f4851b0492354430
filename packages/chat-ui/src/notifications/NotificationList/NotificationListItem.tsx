import type { Notification } from '@mediconnect/protocol'
import { forwardRef, memo, type ComponentPropsWithoutRef } from 'react'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { CheckIcon } from '../../icons/CheckIcon.ts'
import { cx } from '../../theme/cx.ts'
import { actionUrl } from '../actionUrl.ts'
import { TYPE_ICONS } from '../notificationIcons.ts'
import { PriorityMark } from '../PriorityMark.tsx'

/** What `NotificationListItem` takes. */
export interface NotificationListItemProps extends Omit<ComponentPropsWithoutRef<'li'>, 'children'> {
  readonly notification: Notification
  /** The time, as epoch milliseconds. */
  readonly now: number
  readonly onMarkAsRead?: (id: string) => void
  /** Opens what the notification is about. */
  readonly onNavigate?: (url: string, notification: Notification) => void
}

/** One notification: what, how urgent, when; opening it marks it read. */
export const NotificationListItem = memo(
  forwardRef<HTMLLIElement, NotificationListItemProps>(function NotificationListItem(
    { notification, now, onMarkAsRead, onNavigate, className, ...rest },
    ref,
  ) {
    const { formats } = useLocale()
    const strings = useStrings(notificationListStrings)
    const unread = !notification.read_at
    const url = onNavigate && actionUrl(notification)

    const Sign = TYPE_ICONS[notification.notification_type]

    function open() {
      if (unread) onMarkAsRead?.(notification.id)
      if (url) onNavigate?.(url, notification)
    }

    return (
      <li
        ref={ref}
        className={cx('mc-notification', className)}
        // Reached by the list alone: by "show more" and the pill.
        tabIndex={-1}
        data-id={notification.id}
        data-unread={unread || undefined}
        data-priority={notification.priority}
        data-type={notification.notification_type}
        {...rest}
      >
        <span className="mc-notification__icon" title={strings.notificationTypes[notification.notification_type]}>
          <Sign />
          <span className="mc-sr-only">{strings.notificationTypes[notification.notification_type]}</span>
        </span>
        <div className="mc-notification__body">
          <PriorityMark priority={notification.priority} />
          <p className="mc-notification__title">
            {unread && <span className="mc-sr-only">{strings.unreadNotification}: </span>}
            {url ? (
              <button type="button" className="mc-notification__open" onClick={open}>
                <bdi>{notification.title}</bdi>
              </button>
            ) : (
              <bdi>{notification.title}</bdi>
            )}
          </p>
          <p className="mc-notification__message">
            <bdi>{notification.message}</bdi>
          </p>
          <time
            className="mc-notification__time"
            dateTime={notification.created_at}
            title={formats.dateTime(notification.created_at)}
          >
            {formats.relative(notification.created_at, now)}
          </time>
        </div>
        {unread && !onMarkAsRead && <span className="mc-notification__dot" aria-hidden="true" />}
        {unread && onMarkAsRead && (
          <button
            type="button"
            className="mc-icon-button mc-notification__read"
            title={strings.markRead}
            aria-label={`${strings.markRead}: ${notification.title}`}
            onClick={() => onMarkAsRead(notification.id)}
          >
            <span className="mc-notification__dot" aria-hidden="true" />
            <CheckIcon />
          </button>
        )}
      </li>
    )
  }),
)
