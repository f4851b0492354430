import type { Notification, NotificationType } from '@mediconnect/protocol'
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { useNow } from '../../i18n/useNow.ts'
import { LoadFailed } from '../../theme/LoadFailed.tsx'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { ListActions } from './ListActions.tsx'
import { NotificationListItem } from './NotificationListItem.tsx'
import { TypeFilter } from './TypeFilter.tsx'

const REFRESH_MS = 60_000
const SKELETON_ROWS = 4

export interface NotificationListProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Newest first. */
  readonly notifications: readonly Notification[]
  readonly onMarkAsRead?: (id: string) => void
  /** With the type that is filtered by, if one is. */
  readonly onMarkAllAsRead?: (type?: NotificationType) => void
  readonly onDeleteAll?: (type?: NotificationType) => void
  /** Opens what a notification is about; without it notifications lead nowhere. */
  readonly onNavigate?: (url: string, notification: Notification) => void
  /** Unread by type, shown on the filters. */
  readonly unreadByType?: Readonly<Record<string, number>>
  /** @default 'ready' */
  readonly status?: 'loading' | 'ready' | 'error'
  readonly onReload?: () => void
  readonly hasMore?: boolean
  readonly isLoadingMore?: boolean
  readonly onLoadMore?: () => void
}

/** The notifications, by type if wanted, each with its priority and age. */
export const NotificationList = forwardRef<HTMLElement, NotificationListProps>(function NotificationList(props, ref) {
  const { notifications, onMarkAsRead, onMarkAllAsRead, onDeleteAll, onNavigate, unreadByType, ...others } = props
  const { status = 'ready', onReload, hasMore = false, isLoadingMore = false, onLoadMore, className, ...rest } = others
  const { strings } = useLocale()
  const now = useNow(REFRESH_MS)
  const [type, setType] = useState<NotificationType>()
  const listed = type ? notifications.filter((one) => one.notification_type === type) : notifications
  const shown = listed.length > 0 ? 'ready' : status === 'ready' ? 'empty' : status

  return (
    <section
      ref={ref}
      className={cx('mc-notification-list', className)}
      aria-label={strings.notifications}
      data-state={shown}
      {...rest}
    >
      <TypeFilter value={type} onChange={setType} counts={unreadByType} />
      <div className="mc-notification-list__scroller" tabIndex={-1}>
        {shown === 'loading' && <Skeleton />}
        {shown === 'empty' && (
          <Notice icon="bell" title={strings.noNotificationsTitle} text={strings.noNotificationsText} />
        )}
        {shown === 'error' && <LoadFailed title={strings.notificationsFailedTitle} onReload={onReload} />}
        {shown === 'ready' && (
          <ul>
            {listed.map((notification) => (
              <NotificationListItem
                key={notification.id}
                notification={notification}
                now={now}
                onMarkAsRead={onMarkAsRead}
                onNavigate={onNavigate}
              />
            ))}
          </ul>
        )}
        {hasMore && onLoadMore && status !== 'loading' && (
          <div className="mc-notification-list__more">
            <button type="button" className="mc-button" disabled={isLoadingMore} onClick={onLoadMore}>
              {isLoadingMore && <span className="mc-spinner" aria-hidden="true" />}
              {strings.loadMore}
            </button>
          </div>
        )}
      </div>
      {shown === 'ready' && (onMarkAllAsRead || onDeleteAll) && (
        <ListActions
          hasUnread={listed.some((one) => !one.read_at) || (type === undefined && total(unreadByType) > 0)}
          onMarkAllAsRead={onMarkAllAsRead && (() => onMarkAllAsRead(type))}
          onDeleteAll={onDeleteAll && (() => onDeleteAll(type))}
        />
      )}
    </section>
  )
})

function total(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function Skeleton() {
  const { strings } = useLocale()
  return (
    <div role="status">
      <span className="mc-sr-only">{strings.loadingNotifications}</span>
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <div key={index} className="mc-notification mc-notification--skeleton">
          <span className="mc-skeleton" />
          <span className="mc-notification__body">
            <span className="mc-skeleton" />
            <span className="mc-skeleton" />
          </span>
        </div>
      ))}
    </div>
  )
}
