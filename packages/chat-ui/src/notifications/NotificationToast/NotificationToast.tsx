import type { Notification } from '@mediconnect/protocol'
import { forwardRef, useEffect, useRef, useState, type ComponentPropsWithoutRef } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { privacyStrings } from '../../i18n/english/privacy.ts'
import { toastsStrings } from '../../i18n/english/toasts.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { cx } from '../../theme/cx.ts'
import { actionUrl } from '../actionUrl.ts'
import { shownText, type Privacy } from '../interruptions/privacy.ts'
import { TYPE_ICONS } from '../notificationIcons.ts'
import { PriorityMark } from '../PriorityMark.tsx'
import { useHold } from './useHold.ts'
import { useSwipe } from './useSwipe.ts'

const STRINGS = { ...actionsStrings, ...privacyStrings, ...toastsStrings }

/** How long a toast that is not critical stays. */
const TOAST_MS = 6_000

/** What `NotificationToast` takes. */
export interface NotificationToastProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly notification: Notification
  /** Called when its time is over or it is closed; the notification stays unread. */
  readonly onDismiss: (id: string) => void
  /** Called when a critical one is acknowledged, or one is opened: it has been read. */
  readonly onAcknowledge?: (id: string) => void
  readonly onNavigate?: (url: string, notification: Notification) => void
  /** In milliseconds. @default 6000 */
  readonly duration?: number
  /** Its time does not pass, as while others beside it are in use. @default false */
  readonly held?: boolean
  /** How much is shown before the reader asks for it. @default 'full' */
  readonly privacy?: Privacy
}

/**
 * A notification as it arrives. Critical ones stay until acknowledged; the others go by themselves, but not under the
 * reader's hand, nor while nobody can see them.
 */
export const NotificationToast = forwardRef<HTMLDivElement, NotificationToastProps>(
  function NotificationToast(props, ref) {
    const { notification, onDismiss, onAcknowledge, onNavigate, duration = TOAST_MS, ...moreProps } = props
    const { held = false, privacy = 'full', className, ...rest } = moreProps
    const strings = useStrings(STRINGS)
    const { id, priority } = notification
    const critical = priority === 'critical'
    const [inUse, holding] = useHold()
    const [revealed, setRevealed] = useState(false)
    const text = shownText(notification, revealed ? 'full' : privacy, strings)
    const url = onNavigate && actionUrl(notification)
    const swipe = useSwipe(critical ? undefined : () => onDismiss(id))
    useDismissTimer(critical || held || inUse ? undefined : duration, () => onDismiss(id))

    const Sign = TYPE_ICONS[notification.notification_type]

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
        data-private={text.message === undefined || undefined}
        {...mergeProps<ComponentPropsWithoutRef<'div'>>({ ...holding, ...swipe }, rest)}
      >
        <span className="mc-toast__icon">
          <Sign />
        </span>
        <div className="mc-toast__body">
          <PriorityMark priority={priority} />
          <p className="mc-toast__title">
            <bdi>{text.title}</bdi>
          </p>
          {text.message && (
            <p className="mc-toast__message" dir="auto">
              {text.message}
            </p>
          )}
          {(critical || url || text.message === undefined) && (
            <div className="mc-toast__actions">
              {text.message === undefined ? (
                // Nobody acknowledges what they have not read.
                <button type="button" className="mc-button" onClick={() => setRevealed(true)}>
                  {strings.showText}
                </button>
              ) : (
                critical && (
                  <button type="button" className="mc-button" data-variant="danger" onClick={acknowledge}>
                    {strings.acknowledge}
                  </button>
                )
              )}
              {url && (
                <button
                  type="button"
                  className="mc-button"
                  onClick={() => {
                    // A critical one waits for its acknowledgement, wherever it is read.
                    if (!critical) acknowledge()
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
            <CloseIcon />
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
