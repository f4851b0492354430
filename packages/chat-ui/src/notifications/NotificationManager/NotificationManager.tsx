import type { Notification } from '@mediconnect/protocol'
import { useNotifications } from '@mediconnect/ws-react'
import { forwardRef, useImperativeHandle, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'
import { cx } from '../../theme/cx.ts'
import { NotificationBadge } from '../NotificationBadge/NotificationBadge.tsx'
import { NotificationList } from '../NotificationList/NotificationList.tsx'
import { NotificationToasts } from '../NotificationToast/NotificationToasts.tsx'
import { usePopover } from './usePopover.ts'
import { useToasts } from './useToasts.ts'

export interface NotificationManagerProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Opens what a notification is about, in the host's router; without it notifications lead nowhere. */
  readonly onNavigate?: (url: string, notification: Notification) => void
  /** Which edge of the bell the panel keeps to. @default 'end' */
  readonly align?: 'start' | 'end'
}

/** The bell with its count, the list behind it, and the toasts. Must be used inside `<RealtimeProvider>`. */
export const NotificationManager = forwardRef<HTMLDivElement, NotificationManagerProps>(function NotificationManager(
  { onNavigate, align = 'end', className, ...rest },
  ref,
) {
  const { strings } = useLocale()
  const center = useNotifications()
  const { toasts, dismiss } = useToasts(center)
  const { isOpen, open, close, rootRef, triggerRef, panelRef } = usePopover<HTMLDivElement, HTMLDivElement>()
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => rootRef.current, [rootRef])
  const unread = center.unread.total_unread

  function navigate(url: string, notification: Notification) {
    close()
    onNavigate?.(url, notification)
  }

  return (
    <div ref={rootRef} className={cx('mc-notification-manager', className)} data-open={isOpen || undefined} {...rest}>
      <button
        ref={triggerRef}
        type="button"
        className="mc-icon-button mc-notification-manager__bell"
        aria-label={strings.notificationsButton(unread)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={isOpen ? close : open}
      >
        <Icon name="bell" />
        <NotificationBadge count={unread} aria-hidden="true" />
      </button>
      {isOpen && (
        <div
          ref={panelRef}
          className="mc-notification-manager__panel"
          role="dialog"
          aria-label={strings.notifications}
          data-align={align}
          tabIndex={-1}
        >
          <div className="mc-notification-manager__head">
            <h2>{strings.notifications}</h2>
            <button type="button" className="mc-icon-button" aria-label={strings.close} onClick={close}>
              <Icon name="close" />
            </button>
          </div>
          <NotificationList
            notifications={center.notifications}
            unreadByType={center.unread.by_type}
            status={center.status}
            onReload={center.reload}
            hasMore={center.hasMore}
            isLoadingMore={center.isLoadingMore}
            onLoadMore={center.loadMore}
            onMarkAsRead={center.markRead}
            onMarkAllAsRead={center.markAllRead}
            onDeleteAll={center.deleteAll}
            onNavigate={onNavigate && navigate}
          />
        </div>
      )}
      <NotificationToasts
        // Whoever has the list open sees it there; what is critical still wants an answer.
        notifications={isOpen ? toasts.filter((one) => one.priority === 'critical') : toasts}
        onDismiss={dismiss}
        onAcknowledge={center.markRead}
        onNavigate={onNavigate}
      />
    </div>
  )
})
