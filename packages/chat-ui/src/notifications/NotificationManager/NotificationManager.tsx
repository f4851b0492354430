import { forwardRef, lazy, Suspense, useImperativeHandle, useState, type ComponentPropsWithoutRef } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { bellStrings } from '../../i18n/english/bell.ts'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { notificationSettingsStrings } from '../../i18n/english/notificationSettings.ts'
import { unreadStrings } from '../../i18n/english/unread.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { GearIcon } from '../../icons/GearIcon.ts'
import { MoonIcon } from '../../icons/MoonIcon.ts'
import { SlotsProvider } from '../../slots/SlotsProvider.tsx'
import { useSlot } from '../../slots/useSlot.ts'
import { cx } from '../../theme/cx.ts'
import { NotificationBell } from '../NotificationBell/NotificationBell.tsx'
import { NotificationList } from '../NotificationList/NotificationList.tsx'
import { NotificationToasts } from '../NotificationToast/NotificationToasts.tsx'
import type { NotificationSlotPropsGiven, NotificationSlots } from './NotificationSlots.ts'
import { useNotificationCenter, type NotificationCenterOptions } from './useNotificationCenter.ts'

const STRINGS = {
  ...actionsStrings,
  ...bellStrings,
  ...notificationListStrings,
  ...notificationSettingsStrings,
  ...unreadStrings,
}

/** Few open it: it comes when they do. */
const NotificationSettings = lazy(async () => ({
  default: (await import('../NotificationSettings/NotificationSettings.tsx')).NotificationSettings,
}))

export interface NotificationManagerProps
  extends Omit<ComponentPropsWithoutRef<'div'>, 'children'>, NotificationCenterOptions {
  /** Which edge of the bell the panel keeps to. @default 'end' */
  readonly align?: 'start' | 'end'
  /** Parts to put in place of the kit's own. */
  readonly slots?: NotificationSlots
  /** Props for the parts, merged with those they get. */
  readonly slotProps?: NotificationSlotPropsGiven
}

/** The bell with its count, the list behind it, and the toasts. Must be used inside `<RealtimeProvider>`. */
export const NotificationManager = forwardRef<HTMLDivElement, NotificationManagerProps>(function NotificationManager(
  { slots, slotProps, ...props },
  ref,
) {
  return (
    <SlotsProvider slots={slots} slotProps={slotProps}>
      <Center {...props} ref={ref} />
    </SlotsProvider>
  )
})

type CenterProps = Omit<NotificationManagerProps, 'slots' | 'slotProps'>

const Center = forwardRef<HTMLDivElement, CenterProps>(function Center(props, ref) {
  const { onNavigate, privacy, titleCount, preferences, onPreferencesChange, undoTime, ...rootProps } = props
  const { align = 'end', className, ...rest } = rootProps
  const strings = useStrings(STRINGS)
  const center = useNotificationCenter({
    onNavigate,
    privacy,
    titleCount,
    preferences,
    onPreferencesChange,
    undoTime,
  })
  const { isOpen, close, rootRef, unread } = center
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => rootRef.current, [rootRef])
  const [showsSettings, setShowsSettings] = useState(false)
  const [Bell, bellProps] = useSlot('NotificationBell', NotificationBell)

  return (
    <div ref={rootRef} className={cx('mc-notification-manager', className)} data-open={isOpen || undefined} {...rest}>
      <Bell {...bellProps(center.getBellProps())} />
      {isOpen && (
        <div {...center.getPanelProps({ className: 'mc-notification-manager__panel' })} data-align={align}>
          <div className="mc-notification-manager__head">
            <h2>
              {strings.notifications}
              {unread.total_unread > 0 && <small>{strings.unread(unread.total_unread)}</small>}
            </h2>
            <button
              type="button"
              className="mc-icon-button"
              aria-label={strings.notificationSettings}
              aria-expanded={showsSettings}
              onClick={() => setShowsSettings(!showsSettings)}
            >
              <GearIcon />
            </button>
            <button type="button" className="mc-icon-button" aria-label={strings.close} onClick={close}>
              <CloseIcon />
            </button>
          </div>
          {showsSettings && (
            <Suspense>
              <NotificationSettings {...center.getSettingsProps()} />
            </Suspense>
          )}
          {center.isQuiet && (
            <p className="mc-notification-manager__quiet">
              <MoonIcon />
              {strings.quietNow}
            </p>
          )}
          <NotificationToasts {...center.getToastsProps()} />
          <NotificationList {...center.getListProps()} />
        </div>
      )}
      {!isOpen && <NotificationToasts {...center.getToastsProps()} />}
    </div>
  )
})
