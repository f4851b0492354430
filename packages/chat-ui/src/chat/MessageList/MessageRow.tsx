import type { ChatEntry } from '@mediconnect/protocol'
import { memo } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { displayName } from '../../users/names.ts'
import { MessageBubble, type GroupPosition } from '../MessageBubble/MessageBubble.tsx'

export interface MessageRowProps {
  readonly entry: ChatEntry
  readonly group: GroupPosition
  readonly own: boolean
  readonly showSender: boolean
  readonly showState: boolean
  readonly position: number
  /** -1 while it is not known how many there are. */
  readonly setSize: number
  /** Whether the Tab key reaches this row. */
  readonly active: boolean
  readonly onFocusRow: (key: string) => void
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** A message in the transcript: one article. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { entry, group, own, showSender, showState, position, setSize, active, onFocusRow, onRetry, onDiscard } = props
  const { strings, formats } = useLocale()
  return (
    <article
      className="mc-message-row"
      data-key={entry.key}
      data-group={group}
      aria-label={strings.messageLabel(
        own ? strings.you : displayName(entry.sender),
        formats.dateTime(entry.timestamp),
      )}
      aria-posinset={position}
      aria-setsize={setSize}
      tabIndex={active ? 0 : -1}
      onFocus={() => onFocusRow(entry.key)}
    >
      <MessageBubble
        message={entry}
        own={own}
        group={group}
        showSender={showSender}
        showState={showState}
        onRetry={onRetry}
        onDiscard={onDiscard}
      />
    </article>
  )
})
