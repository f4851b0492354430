import type { Notification } from '@mediconnect/protocol'
import { forwardRef, useImperativeHandle, useRef, type ComponentPropsWithoutRef } from 'react'
import { toastsStrings } from '../../i18n/english/toasts.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { cx } from '../../theme/cx.ts'
import { useKeptFocus } from '../useKeptFocus.ts'
import { NotificationToast, type NotificationToastProps } from './NotificationToast.tsx'
import { useHold } from './useHold.ts'

const MAX_TOASTS = 3

/** What `NotificationToasts` takes. */
export interface NotificationToastsProps
  extends
    Omit<ComponentPropsWithoutRef<'section'>, 'children'>,
    Pick<NotificationToastProps, 'onDismiss' | 'onAcknowledge' | 'onNavigate' | 'duration' | 'privacy'> {
  /** Those not dismissed yet, oldest first. */
  readonly notifications: readonly Notification[]
  /** Shows those that wait for a place, in the list. */
  readonly onShowAll?: () => void
}

/** The toasts in their corner: three at most, critical ones first; the others are counted, and wait for a place. */
export const NotificationToasts = forwardRef<HTMLElement, NotificationToastsProps>(
  function NotificationToasts(props, ref) {
    const { notifications, onDismiss, onAcknowledge, onNavigate, duration, privacy, ...moreProps } = props
    const { onShowAll, className, ...rest } = moreProps
    const strings = useStrings(toastsStrings)
    const region = useRef<HTMLElement>(null)
    useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => region.current, [])
    // While one is in use none goes: the others would move under the reader's hand.
    const [held, holding] = useHold()
    const focus = useKeptFocus((cameFrom) => {
      const button = region.current?.querySelector('button')
      return button ?? (cameFrom instanceof HTMLElement ? cameFrom : undefined)
    })
    const [Toast, toastProps] = useSlot('NotificationToast', NotificationToast)
    const critical = notifications.filter((one) => one.priority === 'critical')
    const others = notifications.filter((one) => one.priority !== 'critical')
    const shown = [...critical, ...others].slice(0, MAX_TOASTS)
    const waiting = notifications.length - shown.length

    return (
      <section
        ref={region}
        className={cx('mc-toasts', className)}
        aria-label={strings.toastRegion}
        {...mergeProps<ComponentPropsWithoutRef<'section'>>(mergeProps(holding, focus), rest)}
      >
        {shown.map((notification) => (
          <Toast
            key={notification.id}
            {...toastProps({ notification, onDismiss, onAcknowledge, onNavigate, duration, privacy, held })}
          />
        ))}
        {waiting > 0 && (
          <button type="button" className="mc-button mc-toasts__more" onClick={onShowAll}>
            {strings.moreNotifications(waiting)}
          </button>
        )}
      </section>
    )
  },
)
