import type { Notification, NotificationType } from '@mediconnect/protocol'
import { forwardRef, useMemo, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { bellStrings } from '../../i18n/english/bell.ts'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { useNow } from '../../i18n/useNow.ts'
import { ChevronUpIcon } from '../../icons/ChevronUpIcon.ts'
import { OfflineIcon } from '../../icons/OfflineIcon.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { LoadFailed } from '../../theme/LoadFailed.tsx'
import { cx } from '../../theme/cx.ts'
import { useKeptFocus } from '../useKeptFocus.ts'
import { ListActions } from './ListActions.tsx'
import { ListFilters } from './ListFilters.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'
import { LoadMore } from './LoadMore.tsx'
import { NotificationEmpty, type ListFilter } from './NotificationEmpty.tsx'
import { NotificationListItem } from './NotificationListItem.tsx'
import { useReadersPlace } from './useReadersPlace.ts'

const STRINGS = { ...bellStrings, ...notificationListStrings }

const REFRESH_MS = 60_000
const NO_FILTER: ListFilter = {}

/** What `NotificationList` takes. */
export interface NotificationListProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Newest first. */
  readonly notifications: readonly Notification[]
  readonly onMarkAsRead?: (id: string) => void
  /** With the type that is filtered by, if one is. */
  readonly onMarkAllAsRead?: (type?: NotificationType) => void
  readonly onDeleteAll?: (type?: NotificationType) => void
  /** What was deleted can still be brought back, or the server is being asked. */
  readonly deletion?: 'waiting' | 'sent'
  readonly onUndoDelete?: () => void
  /** Why nothing came of the last deletion. */
  readonly kept?: 'arrival' | 'offline' | 'refused'
  /** Critical ones that wait, of the type that is filtered by: nothing may be deleted before. @default those listed */
  readonly criticalCount?: number
  /** Opens what a notification is about; without it notifications lead nowhere. */
  readonly onNavigate?: (url: string, notification: Notification) => void
  /** What is listed, where the host keeps it. @default kept here */
  readonly filter?: ListFilter
  readonly onFilterChange?: (filter: ListFilter) => void
  /** Unread by type, shown on the filters. */
  readonly unreadByType?: Readonly<Record<string, number>>
  /** @default 'ready' */
  readonly status?: 'loading' | 'ready' | 'error'
  readonly onReload?: () => void
  readonly hasMore?: boolean
  readonly isLoadingMore?: boolean
  readonly onLoadMore?: () => void
  /** Nothing new can come now. @default false */
  readonly isOffline?: boolean
}

/** The notifications, by type and priority if wanted, each with its priority and age. */
export const NotificationList = forwardRef<HTMLElement, NotificationListProps>(function NotificationList(props, ref) {
  const { notifications, onMarkAsRead, onMarkAllAsRead, onDeleteAll, onNavigate, unreadByType, ...moreProps } = props
  const { deletion, onUndoDelete, kept, criticalCount, filter: given, onFilterChange, ...stateProps } = moreProps
  const { status = 'ready', onReload, hasMore = false, isLoadingMore = false, onLoadMore, ...rootProps } = stateProps
  const { isOffline = false, className, ...rest } = rootProps
  const strings = useStrings(STRINGS)
  const now = useNow(REFRESH_MS)
  const [own, setOwn] = useState(NO_FILTER)
  const { type, priority } = given ?? own
  const scroller = useRef<HTMLDivElement>(null)
  const listed = useMemo(
    () =>
      notifications.filter(
        (one) => (!type || one.notification_type === type) && (!priority || one.priority === priority),
      ),
    [notifications, type, priority],
  )
  const ids = useMemo(() => listed.map(({ id }) => id), [listed])
  const { newCount, onScroll, goToTop } = useReadersPlace(scroller, ids)
  const focus = useKeptFocus(() => scroller.current)
  const [Empty, emptyProps] = useSlot('NotificationEmpty', NotificationEmpty)
  const [Item, itemProps] = useSlot('NotificationItem', NotificationListItem)
  const unread = listed.filter((one) => !one.read_at)
  const shown = listed.length > 0 ? 'ready' : status === 'ready' ? 'empty' : status
  const critical = criticalCount ?? unread.filter((one) => one.priority === 'critical').length

  function setFilter(next: ListFilter) {
    if (!given) setOwn(next)
    onFilterChange?.(next)
    goToTop()
  }

  function markAll() {
    // "All" of a priority is not known to servers.
    if (priority) unread.forEach((one) => onMarkAsRead?.(one.id))
    else onMarkAllAsRead?.(type)
  }

  return (
    <section
      ref={ref}
      className={cx('mc-notification-list', className)}
      aria-label={strings.notifications}
      data-state={shown}
      data-offline={isOffline || undefined}
      {...mergeProps<ComponentPropsWithoutRef<'section'>>(focus, rest)}
    >
      <ListFilters value={{ type, priority }} onChange={setFilter} counts={unreadByType} />
      <p className="mc-notification-list__say" role="status">
        {isOffline && (
          <>
            <OfflineIcon />
            {strings.notificationsOffline}
          </>
        )}
        {!isOffline && kept && strings.notDeleted[kept]}
      </p>
      {newCount > 0 && (
        <div className="mc-notification-list__new">
          <button type="button" className="mc-button" data-variant="primary" onClick={goToTop}>
            <ChevronUpIcon />
            {strings.newNotifications(newCount)}
          </button>
        </div>
      )}
      <div ref={scroller} className="mc-notification-list__scroller" tabIndex={-1} onScroll={onScroll}>
        {shown === 'loading' && <ListSkeleton />}
        {shown === 'empty' && (
          <Empty {...emptyProps({ filter: { type, priority }, onShowAll: () => setFilter(NO_FILTER) })} />
        )}
        {shown === 'error' && <LoadFailed title={strings.notificationsFailedTitle} onReload={onReload} />}
        {shown === 'ready' && (
          <ul>
            {listed.map((notification) => (
              <Item key={notification.id} {...itemProps({ notification, now, onMarkAsRead, onNavigate })} />
            ))}
          </ul>
        )}
        {onLoadMore && status !== 'loading' && (
          <LoadMore
            hasMore={hasMore}
            isLoading={isLoadingMore}
            onLoadMore={onLoadMore}
            scroller={scroller}
            lastId={ids.at(-1)}
          />
        )}
      </div>
      {(deletion || shown === 'ready') && (onMarkAllAsRead || onDeleteAll) && (
        <ListActions
          hasUnread={unread.length > 0 || (!priority && count(unreadByType, type) > 0)}
          onMarkAllAsRead={onMarkAllAsRead && markAll}
          onDeleteAll={onDeleteAll && !priority ? () => onDeleteAll(type) : undefined}
          deleteBlockedBy={
            critical > 0 ? strings.acknowledgeFirst(critical) : isOffline ? strings.notDeleted.offline : undefined
          }
          deletion={deletion}
          onUndoDelete={onUndoDelete}
        />
      )}
    </section>
  )
})

function count(unreadByType: Readonly<Record<string, number>> = {}, type?: NotificationType): number {
  if (type) return unreadByType[type] ?? 0
  return Object.values(unreadByType).reduce((sum, ofType) => sum + ofType, 0)
}
