import type { NotificationType, Priority } from '@mediconnect/protocol'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { BellIcon } from '../../icons/BellIcon.ts'
import { Notice } from '../../theme/Notice.tsx'

/** Which notifications are meant; what is left out does not filter. */
export interface ListFilter {
  readonly type?: NotificationType
  readonly priority?: Priority
}

/** What `NotificationEmpty` takes. */
export interface NotificationEmptyProps {
  /** What the list was narrowed to. */
  readonly filter: ListFilter
  readonly onShowAll: () => void
}

/** Stands where there is nothing: all is read and gone, or nothing passes the filter. */
export function NotificationEmpty({ filter, onShowAll }: NotificationEmptyProps) {
  const strings = useStrings(notificationListStrings)
  if (!filter.type && !filter.priority) {
    return <Notice icon={BellIcon} title={strings.noNotificationsTitle} text={strings.noNotificationsText} />
  }
  return (
    <Notice icon={BellIcon} title={strings.nothingMatchesTitle}>
      <button type="button" className="mc-button" onClick={onShowAll}>
        {strings.showAllNotifications}
      </button>
    </Notice>
  )
}
