import { useEffect, useRef, useState } from 'react'
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
  const deleteButton = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)

  // The question is gone: the focus goes back to what asked it.
  useEffect(() => {
    if (wasAsking.current && !asking) deleteButton.current?.focus()
    wasAsking.current = asking
  }, [asking])

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
          // Not `disabled`: that would throw the focus out of the panel.
          aria-disabled={!hasUnread}
          onClick={() => hasUnread && onMarkAllAsRead()}
        >
          <Icon name="checks" />
          {strings.markAllRead}
        </button>
      )}
      {onDeleteAll && (
        <button
          ref={deleteButton}
          type="button"
          className="mc-button"
          data-variant="plain"
          onClick={() => setAsking(true)}
        >
          <Icon name="trash" />
          {strings.deleteAll}
        </button>
      )}
    </div>
  )
}
