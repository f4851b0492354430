import { useState } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

export interface ListActionsProps {
  readonly hasUnread: boolean
  readonly onMarkAllAsRead?: () => void
  readonly onDeleteAll?: () => void
}

/** What can be done to all at once; deleting asks first. */
export function ListActions({ hasUnread, onMarkAllAsRead, onDeleteAll }: ListActionsProps) {
  const { strings } = useLocale()
  const [asking, setAsking] = useState(false)

  if (asking) {
    return (
      <div className="mc-list-actions" role="group" aria-label={strings.confirmDeleteAll}>
        <span className="mc-list-actions__question">{strings.confirmDeleteAll}</span>
        <button
          type="button"
          className="mc-button"
          data-variant="danger"
          onClick={() => {
            setAsking(false)
            onDeleteAll?.()
          }}
        >
          {strings.deleteForGood}
        </button>
        <button type="button" className="mc-button" autoFocus onClick={() => setAsking(false)}>
          {strings.cancel}
        </button>
      </div>
    )
  }
  return (
    <div className="mc-list-actions">
      {onMarkAllAsRead && (
        <button
          type="button"
          className="mc-button"
          data-variant="plain"
          disabled={!hasUnread}
          onClick={onMarkAllAsRead}
        >
          <Icon name="checks" />
          {strings.markAllRead}
        </button>
      )}
      {onDeleteAll && (
        <button type="button" className="mc-button" data-variant="plain" onClick={() => setAsking(true)}>
          <Icon name="trash" />
          {strings.deleteAll}
        </button>
      )}
    </div>
  )
}
