import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'

const ROWS = 4

/** Stands for rows that are being fetched. */
export function ListSkeleton() {
  const strings = useStrings(notificationListStrings)
  return (
    <div role="status">
      <span className="mc-sr-only">{strings.loadingNotifications}</span>
      {Array.from({ length: ROWS }, (_, index) => (
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
