import type { Notification } from '@mediconnect/protocol'
import { useNotifications, useRealtimeState, type Notifications, type RealtimeState } from '@mediconnect/ws-react'
import { useCallback, useMemo, useState, type ComponentPropsWithoutRef, type RefObject } from 'react'
import { bellStrings } from '../../i18n/english/bell.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { useNow } from '../../i18n/useNow.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { actionUrl } from '../actionUrl.ts'
import { interruption } from '../interruptions/interruption.ts'
import type { NotificationPreferences } from '../interruptions/preferences.ts'
import type { Privacy } from '../interruptions/privacy.ts'
import { isQuiet } from '../interruptions/quietHours.ts'
import { useBrowserPermission } from '../interruptions/useBrowserPermission.ts'
import { useNotificationPreferences } from '../interruptions/useNotificationPreferences.ts'
import { useTitleCount } from '../interruptions/useTitleCount.ts'
import type { NotificationBellProps } from '../NotificationBell/NotificationBell.tsx'
import type { ListFilter } from '../NotificationList/NotificationEmpty.tsx'
import type { NotificationListProps } from '../NotificationList/NotificationList.tsx'
import type { NotificationListItemProps } from '../NotificationList/NotificationListItem.tsx'
import type { NotificationSettingsProps } from '../NotificationSettings/NotificationSettings.tsx'
import type { NotificationToastProps } from '../NotificationToast/NotificationToast.tsx'
import type { NotificationToastsProps } from '../NotificationToast/NotificationToasts.tsx'
import { useOutside } from './useOutside.ts'
import { usePopover } from './usePopover.ts'
import { useToasts } from './useToasts.ts'
import { useUndoTime } from './useUndoTime.ts'

const UNDO_MS = 10_000
const MINUTE_MS = 60_000
const ALL: ListFilter = {}

/** What `useNotificationCenter` takes. */
export interface NotificationCenterOptions {
  /** Opens what a notification is about, in the host's router; without it notifications lead nowhere. */
  readonly onNavigate?: (url: string, notification: Notification) => void
  /**
   * How much of a notification is shown, spoken and handed to the browser outside the list.
   * @default 'full' on the page, 'hidden' in browser notifications, which a locked screen may show
   */
  readonly privacy?: Privacy
  /** Puts `(3) ` before the page's title. For one place on a page. @default false */
  readonly titleCount?: boolean
  /** How the user wants to be told, where the host keeps it. @default kept in this browser */
  readonly preferences?: NotificationPreferences
  readonly onPreferencesChange?: (preferences: NotificationPreferences) => void
  /** How long a deletion can be undone, in milliseconds. @default 10000 */
  readonly undoTime?: number
}

type Bell = NotificationBellProps & { readonly ref: RefObject<HTMLButtonElement | null> }
type Panel = ComponentPropsWithoutRef<'div'> & { readonly ref: RefObject<HTMLDivElement | null> }

/** What {@link useNotificationCenter} gives. */
export interface NotificationCenter extends Notifications {
  readonly filter: ListFilter
  readonly setFilter: (filter: ListFilter) => void
  readonly isOpen: boolean
  readonly open: () => void
  /** Closes the panel and gives the focus back to the bell. */
  readonly close: () => void
  /** Whether only what is critical interrupts now. */
  readonly isQuiet: boolean
  /** What interrupts now, oldest first. */
  readonly toasts: readonly Notification[]
  /** For the element around bell and panel: a press anywhere else closes the panel. */
  readonly rootRef: RefObject<HTMLDivElement | null>
  getBellProps(own?: Partial<NotificationBellProps>): Bell
  getPanelProps(own?: Partial<ComponentPropsWithoutRef<'div'>>): Panel
  getListProps(own?: Partial<NotificationListProps>): NotificationListProps
  /** For one that is known. Throws for another. */
  getItemProps(id: string, own?: Partial<NotificationListItemProps>): NotificationListItemProps
  getToastsProps(own?: Partial<NotificationToastsProps>): NotificationToastsProps
  /** For one that is known. Throws for another. */
  getToastProps(id: string, own?: Partial<NotificationToastProps>): NotificationToastProps
  getSettingsProps(own?: Partial<NotificationSettingsProps>): NotificationSettingsProps
}

/**
 * All that a notification centre does, without its looks: `<NotificationManager>` is made of it. Each `getXProps(own?)`
 * gives the props of a part, merged with one's own. Must be used inside `<RealtimeProvider>`.
 */
export function useNotificationCenter(options: NotificationCenterOptions = {}): NotificationCenter {
  const { onNavigate, privacy, titleCount = false, undoTime = UNDO_MS } = options
  const { now, timeZone } = useLocale()
  const strings = useStrings(bellStrings)
  const [filter, setFilter] = useState(ALL)
  const center = useNotifications(filter)
  const items = useRealtimeState(selectItems)
  const userId = useRealtimeState(selectUserId)
  const known = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const [preferences, setPreferences] = useNotificationPreferences(options)
  const [permission, askPermission] = useBrowserPermission()
  const { isOpen, open, close, rootRef, triggerRef, panelRef } = usePopover<HTMLDivElement, HTMLDivElement>()
  const time = useNow(preferences.quietHours && MINUTE_MS)
  const quiet = isQuiet(preferences.quietHours, time, timeZone)

  const policy = useCallback(
    ({ priority }: Notification) =>
      interruption(priority, preferences, isQuiet(preferences.quietHours, now(), timeZone)),
    [preferences, now, timeZone],
  )
  const isToast = useCallback((notification: Notification) => policy(notification).toast, [policy])
  const { toasts, dismiss } = useToasts({ ...center, known, isWanted: isToast })
  const beginDelete = useUndoTime(center, undoTime)
  useTitleCount(titleCount ? center.unread.total_unread : undefined)

  const navigate = useCallback(
    (url: string, notification: Notification) => {
      close()
      onNavigate?.(url, notification)
    },
    [close, onNavigate],
  )
  const onItemNavigate = onNavigate && navigate
  useOutside({
    isWanted: preferences.sound || (preferences.background && permission === 'granted'),
    userId,
    privacy: privacy ?? 'hidden',
    known,
    policy,
    onNotification: center.onNotification,
    onOpen: (notification) => {
      const url = actionUrl(notification)
      if (!url || !onNavigate) return open()
      if (notification.priority !== 'critical') center.markRead(notification.id)
      navigate(url, notification)
    },
  })

  function notificationOf(id: string): Notification {
    const found = known.get(id)
    if (found) return found
    throw new Error(
      `There is no notification ${id}, so there are no props for it: pass the id of one in \`notifications\` or \`toasts\`.`,
    )
  }

  const toastActions = { onDismiss: dismiss, onAcknowledge: center.markRead, onNavigate: onItemNavigate, privacy }
  const { type } = filter
  return {
    ...center,
    filter,
    setFilter,
    isOpen,
    open,
    close,
    isQuiet: quiet,
    toasts,
    rootRef,
    getBellProps: (own) => ({
      ...mergeProps<NotificationBellProps>(
        {
          count: center.unread.total_unread,
          quiet,
          'aria-haspopup': 'dialog',
          'aria-expanded': isOpen,
          onClick: isOpen ? close : open,
        },
        own,
      ),
      ref: triggerRef,
    }),
    getPanelProps: (own) => ({
      ...mergeProps<ComponentPropsWithoutRef<'div'>>(
        { role: 'dialog', 'aria-label': strings.notifications, tabIndex: -1 },
        own,
      ),
      ref: panelRef,
    }),
    getListProps: (own) =>
      mergeProps<NotificationListProps>(
        {
          notifications: center.notifications,
          filter,
          onFilterChange: setFilter,
          unreadByType: center.unread.by_type,
          status: center.status,
          onReload: center.reload,
          hasMore: center.hasMore,
          isLoadingMore: center.isLoadingMore,
          onLoadMore: center.loadMore,
          onMarkAsRead: center.markRead,
          onMarkAllAsRead: center.markAllRead,
          onDeleteAll: beginDelete,
          deletion: center.deleting?.status,
          onUndoDelete: center.undoDelete,
          kept: center.kept,
          criticalCount: center.critical.filter((one) => !type || one.notification_type === type).length,
          onNavigate: onItemNavigate,
          isOffline: isOffline(center),
        },
        own,
      ),
    getItemProps: (id, own) =>
      mergeProps<NotificationListItemProps>(
        { notification: notificationOf(id), now: now(), onMarkAsRead: center.markRead, onNavigate: onItemNavigate },
        own,
      ),
    getToastsProps: (own) =>
      mergeProps<NotificationToastsProps>(
        {
          // Whoever has the list open sees it there; what is critical still wants an answer.
          notifications: isOpen ? toasts.filter((one) => one.priority === 'critical') : toasts,
          onShowAll: open,
          ...toastActions,
        },
        own,
      ),
    getToastProps: (id, own) =>
      mergeProps<NotificationToastProps>({ notification: notificationOf(id), ...toastActions }, own),
    getSettingsProps: (own) =>
      mergeProps<NotificationSettingsProps>(
        { preferences, onPreferencesChange: setPreferences, permission, onAskPermission: askPermission },
        own,
      ),
  }
}

/** The first dial takes a moment, and is no outage. */
function isOffline({ connection }: Notifications): boolean {
  const { status } = connection
  return status === 'waiting' || status === 'stopped' || (status === 'connecting' && connection.attempt > 1)
}

const selectItems = ({ notifications }: RealtimeState) => notifications.items
const selectUserId = ({ userId }: RealtimeState) => userId
