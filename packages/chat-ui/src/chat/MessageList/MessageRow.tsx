import type { ChatEntry } from '@mediconnect/protocol'
import { memo, useCallback, useId, useRef, useState, type KeyboardEvent } from 'react'
import { messageStrings } from '../../i18n/english/message.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { MoreIcon } from '../../icons/MoreIcon.ts'
import { latePart } from '../../lazy/latePart.tsx'
import { useSlot } from '../../slots/useSlot.ts'
import { displayName } from '../../users/names.ts'
import { MessageBubble, type GroupPosition } from '../MessageBubble/MessageBubble.tsx'
import { lateChat } from '../lateChat.ts'
import { hasActions } from '../MessageMenu/hasActions.ts'

const LateMenu = latePart(
  lateChat,
  (parts) => parts.RowMenu,
  undefined,
  ({ onClose }) => onClose(false),
)

export interface MessageRowProps {
  readonly entry: ChatEntry
  readonly group: GroupPosition
  readonly own: boolean
  readonly showSender: boolean
  readonly showState: boolean
  readonly position: number
  /** How many there are, -1 while that is not known; the list may write it by hand instead. */
  readonly setSize?: number
  /** Whether it has just been gone to. */
  readonly highlighted?: boolean
  readonly rowRef?: (element: HTMLElement | null) => void
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** A message in the transcript: one article, with what can be done with it in a menu. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { entry, group, own, showSender, showState, position, setSize, highlighted, rowRef, onRetry, onDiscard } = props
  const { formats } = useLocale()
  const strings = useStrings(messageStrings)
  const [Bubble, bubbleProps] = useSlot('MessageBubble', MessageBubble)
  const row = useRef<HTMLElement>(null)
  const [more, setMore] = useState<HTMLElement | null>(null)
  const contentId = useId()
  const [isNear, setNear] = useState(false)
  const [opener, setOpener] = useState<Element | null>(null)
  const actionable = { entry, own, onRetry, onDiscard }
  const hasMenu = hasActions(actionable)
  const isOpen = opener !== null && hasMenu

  const setRow = useCallback(
    (element: HTMLElement | null) => {
      row.current = element
      rowRef?.(element)
    },
    [rowRef],
  )
  const close = useCallback(
    (back: boolean) => {
      setOpener(null)
      if (!back) return
      const from = opener instanceof HTMLElement && row.current?.contains(opener) ? opener : row.current
      from?.focus({ preventScroll: true })
    },
    [opener],
  )

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    setOpener(document.activeElement)
  }

  return (
    <article
      ref={setRow}
      className="mc-message-row"
      data-key={entry.key}
      data-group={group}
      data-highlighted={highlighted || undefined}
      aria-label={strings.messageLabel(
        own ? strings.you : displayName(entry.sender),
        formats.dateTime(entry.timestamp),
      )}
      // Going from row to row reads the message out, not only who wrote it.
      aria-describedby={contentId}
      aria-posinset={position}
      aria-setsize={setSize}
      // The list makes one row a tab stop.
      tabIndex={-1}
      onKeyDown={onKeyDown}
      // A mouse gets the browser's own menu, for what is selected; the key for it gets ours.
      onContextMenu={(event) => isOpen && event.preventDefault()}
      onPointerEnter={(event) => setNear(event.pointerType === 'mouse')}
      onPointerLeave={() => setNear(row.current?.contains(document.activeElement) ?? false)}
      onFocus={() => setNear(true)}
      onBlur={(event) => setNear(event.currentTarget.contains(event.relatedTarget))}
    >
      <Bubble
        {...bubbleProps({
          id: contentId,
          message: entry,
          own,
          group,
          showSender,
          showState,
          onRetry,
          onDiscard,
          actions: (isNear || isOpen) && hasMenu && (
            <button
              ref={setMore}
              type="button"
              className="mc-icon-button"
              aria-label={strings.messageActions}
              aria-haspopup="menu"
              aria-expanded={isOpen}
              onClick={(event) => setOpener(event.currentTarget)}
            >
              <MoreIcon />
            </button>
          ),
        })}
      />
      {isOpen && more && <LateMenu {...actionable} anchor={more} onClose={close} />}
    </article>
  )
})
