import { forwardRef, useId, type ComponentPropsWithoutRef } from 'react'
import { notificationSettingsStrings } from '../../i18n/english/notificationSettings.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { cx } from '../../theme/cx.ts'
import { QUIET_AT_NIGHT, type NotificationPreferences } from '../interruptions/preferences.ts'
import { isTimeOfDay } from '../interruptions/quietHours.ts'
import type { BrowserPermission } from '../interruptions/useBrowserPermission.ts'

/** What `NotificationSettings` takes. */
export interface NotificationSettingsProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  readonly preferences: NotificationPreferences
  readonly onPreferencesChange: (next: NotificationPreferences) => void
  /** What the browser allows. */
  readonly permission: BrowserPermission
  /** Asks the browser; called while the user presses something, as browsers demand. */
  readonly onAskPermission: () => Promise<BrowserPermission>
}

/** How the user wants to be told: while the tab is in the background, by sound, at what hours. */
export const NotificationSettings = forwardRef<HTMLElement, NotificationSettingsProps>(
  function NotificationSettings(props, ref) {
    const { preferences, onPreferencesChange, permission, onAskPermission, className, ...rest } = props
    const strings = useStrings(notificationSettingsStrings)
    const { background, sound, quietHours } = preferences
    const allowed = permission === 'default' || permission === 'granted'

    async function setBackground(wanted: boolean) {
      if (wanted && (await onAskPermission()) !== 'granted') return
      onPreferencesChange({ ...preferences, background: wanted })
    }

    function setHours(change: Partial<NonNullable<typeof quietHours>>) {
      const next = { ...QUIET_AT_NIGHT, ...quietHours, ...change }
      if (isTimeOfDay(next.from) && isTimeOfDay(next.to)) onPreferencesChange({ ...preferences, quietHours: next })
    }

    return (
      <section
        ref={ref}
        className={cx('mc-notification-settings', className)}
        aria-label={strings.notificationSettings}
        data-permission={permission}
        {...rest}
      >
        <Switch
          label={strings.backgroundNotifications}
          detail={strings.backgroundNotificationsDetail[permission]}
          isOn={background && permission === 'granted'}
          disabled={!allowed}
          onChange={(wanted) => void setBackground(wanted)}
        />
        <Switch
          label={strings.notificationSound}
          isOn={sound}
          onChange={(wanted) => onPreferencesChange({ ...preferences, sound: wanted })}
        />
        <Switch
          label={strings.quietHours}
          detail={strings.quietHoursDetail}
          isOn={quietHours !== undefined}
          onChange={(wanted) =>
            onPreferencesChange({ ...preferences, quietHours: wanted ? QUIET_AT_NIGHT : undefined })
          }
        />
        {quietHours && (
          <div className="mc-quiet-hours" role="group" aria-label={strings.quietHours}>
            <label>
              {strings.quietFrom}
              <input type="time" value={quietHours.from} onChange={({ target }) => setHours({ from: target.value })} />
            </label>
            <label>
              {strings.quietTo}
              <input type="time" value={quietHours.to} onChange={({ target }) => setHours({ to: target.value })} />
            </label>
          </div>
        )}
      </section>
    )
  },
)

interface SwitchProps {
  readonly label: string
  readonly detail?: string
  readonly isOn: boolean
  readonly disabled?: boolean
  readonly onChange: (isOn: boolean) => void
}

function Switch({ label, detail, isOn, disabled = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="mc-setting">
      <span>
        <label htmlFor={id}>{label}</label>
        <small id={`${id}-detail`}>{detail}</small>
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="mc-switch"
        aria-describedby={`${id}-detail`}
        checked={isOn}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
    </div>
  )
}
