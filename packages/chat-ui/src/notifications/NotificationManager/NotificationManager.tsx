import { forwardRef, useImperativeHandle, type ComponentPropsWithoutRef } from 'react'
import { latePart } from '../../lazy/latePart.tsx'
import { useLate } from '../../lazy/useLate.ts'
import { useLateWhenIdle } from '../../lazy/useLateWhenIdle.ts'
import { SlotsProvider } from '../../slots/SlotsProvider.tsx'
import { useSlot } from '../../slots/useSlot.ts'
import { cx } from '../../theme/cx.ts'
import { NotificationBell } from '../NotificationBell/NotificationBell.tsx'
import { lateNotifications } from '../lateNotifications.ts'
import type { NotificationSlotPropsGiven, NotificationSlots } from './NotificationSlots.ts'
import { useNotificationCenter, type NotificationCenterOptions } from './useNotificationCenter.ts'

const Panel = latePart(lateNotifications, (parts) => parts.NotificationPanel, PanelPlace)

/** What `NotificationManager` takes. */
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
  const center = useNotificationCenter({
    onNavigate,
    privacy,
    titleCount,
    preferences,
    onPreferencesChange,
    undoTime,
  })
  const { isOpen, rootRef, toasts } = center
  const parts = useLate(lateNotifications, { wanted: toasts.length > 0 })
  useLateWhenIdle(lateNotifications)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => rootRef.current, [rootRef])
  const [Bell, bellProps] = useSlot('NotificationBell', NotificationBell)

  return (
    <div ref={rootRef} className={cx('mc-notification-manager', className)} data-open={isOpen || undefined} {...rest}>
      <Bell {...bellProps(center.getBellProps())} />
      {isOpen && (
        <div {...center.getPanelProps({ className: 'mc-notification-manager__panel' })} data-align={align}>
          <Panel center={center} />
        </div>
      )}
      {!isOpen && parts && <parts.NotificationToasts {...center.getToastsProps()} />}
    </div>
  )
})

function PanelPlace() {
  return (
    <div className="mc-notification-manager__place">
      <span className="mc-spinner" aria-hidden="true" />
    </div>
  )
}
