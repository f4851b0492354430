import { useState } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { bellStrings } from '../../i18n/english/bell.ts'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { notificationSettingsStrings } from '../../i18n/english/notificationSettings.ts'
import { unreadStrings } from '../../i18n/english/unread.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { GearIcon } from '../../icons/GearIcon.ts'
import { MoonIcon } from '../../icons/MoonIcon.ts'
import { NotificationList } from '../NotificationList/NotificationList.tsx'
import { NotificationSettings } from '../NotificationSettings/NotificationSettings.tsx'
import { NotificationToasts } from '../NotificationToast/NotificationToasts.tsx'
import type { NotificationCenter } from './useNotificationCenter.ts'

const STRINGS = {
  ...actionsStrings,
  ...bellStrings,
  ...notificationListStrings,
  ...notificationSettingsStrings,
  ...unreadStrings,
}

export interface NotificationPanelProps {
  readonly center: NotificationCenter
}

/** What is in the panel: the count, the settings when they are asked for, and the list. */
export function NotificationPanel({ center }: NotificationPanelProps) {
  const strings = useStrings(STRINGS)
  const [showsSettings, setShowsSettings] = useState(false)
  const { total_unread } = center.unread
  return (
    <>
      <div className="mc-notification-manager__head">
        <h2>
          {strings.notifications}
          {total_unread > 0 && <small>{strings.unread(total_unread)}</small>}
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
        <button type="button" className="mc-icon-button" aria-label={strings.close} onClick={center.close}>
          <CloseIcon />
        </button>
      </div>
      {showsSettings && <NotificationSettings {...center.getSettingsProps()} />}
      {center.isQuiet && (
        <p className="mc-notification-manager__quiet">
          <MoonIcon />
          {strings.quietNow}
        </p>
      )}
      <NotificationToasts {...center.getToastsProps()} />
      <NotificationList {...center.getListProps()} />
    </>
  )
}
