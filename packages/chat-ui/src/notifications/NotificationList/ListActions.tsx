import { useEffect, useRef, useState } from 'react'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { ChecksIcon } from '../../icons/ChecksIcon.ts'
import { TrashIcon } from '../../icons/TrashIcon.ts'
import { UndoIcon } from '../../icons/UndoIcon.ts'

export interface ListActionsProps {
  readonly hasUnread: boolean
  readonly onMarkAllAsRead?: () => void
  readonly onDeleteAll?: () => void
  /** Why nothing may be deleted now. */
  readonly deleteBlockedBy?: string
  /** What was deleted can be brought back, or no longer. */
  readonly deletion?: 'waiting' | 'sent'
  readonly onUndoDelete?: () => void
}

/** What can be done to all at once; for a while, deleting can be undone. */
export function ListActions(props: ListActionsProps) {
  const { hasUnread, onMarkAllAsRead, onDeleteAll, deleteBlockedBy, deletion, onUndoDelete } = props
  const strings = useStrings(notificationListStrings)
  const [asked, setAsked] = useState(false)
  const deleteButton = useRef<HTMLButtonElement>(null)
  const undoButton = useRef<HTMLButtonElement>(null)
  const hadFocus = useRef(false)

  // One button takes the other's place: the focus goes along.
  useEffect(() => {
    if (!hadFocus.current) return
    hadFocus.current = false
    const next = deletion ? undoButton.current : deleteButton.current
    next?.focus()
  }, [deletion])

  if (deletion) {
    return (
      <div className="mc-list-actions" data-deletion={deletion}>
        <span className="mc-list-actions__say" role="status">
          <TrashIcon />
          {deletion === 'sent' ? strings.deleting : strings.deleted}
        </span>
        {deletion === 'waiting' && onUndoDelete && (
          <button
            ref={undoButton}
            type="button"
            className="mc-button"
            onClick={() => {
              hadFocus.current = true
              onUndoDelete()
            }}
          >
            <UndoIcon />
            {strings.undo}
          </button>
        )}
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
          <ChecksIcon />
          {strings.markAllRead}
        </button>
      )}
      {onDeleteAll && (
        <button
          ref={deleteButton}
          type="button"
          className="mc-button"
          data-variant="plain"
          aria-disabled={deleteBlockedBy !== undefined}
          onClick={() => {
            setAsked(true)
            if (deleteBlockedBy !== undefined) return
            hadFocus.current = true
            onDeleteAll()
          }}
        >
          <TrashIcon />
          {strings.deleteAll}
        </button>
      )}
      {asked && deleteBlockedBy && (
        <span className="mc-list-actions__say" role="status">
          {deleteBlockedBy}
        </span>
      )}
    </div>
  )
}
