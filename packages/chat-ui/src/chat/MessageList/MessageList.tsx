import { forwardRef, type ComponentPropsWithoutRef, type ReactElement, type ReactNode } from 'react'
import { Virtualizer } from 'virtua'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { startIntl } from '../../i18n/startIntl.ts'
import { useNow } from '../../i18n/useNow.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { LoadFailed } from '../../theme/LoadFailed.tsx'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { DayHeading } from './DayHeading.tsx'
import { GapRow } from './GapRow.tsx'
import { ListJumps } from './ListJumps.tsx'
import { ListTop } from './ListTop.tsx'
import { MessageListSkeleton } from './MessageListSkeleton.tsx'
import { MessageRow } from './MessageRow.tsx'
import type { Row } from './rows.ts'
import { UnreadLine } from './UnreadLine.tsx'
import { ChatIcon } from '../../icons/ChatIcon.ts'
import { TOP_PX } from './topHeight.ts'
import { useMessageList, type MessageListOptions } from './useMessageList.ts'

const DAY_REFRESH_MS = 60_000

startIntl()

/** What `MessageList` takes. */
export interface MessageListProps extends MessageListOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** @default 'ready' */
  readonly status?: 'loading' | 'ready' | 'error'
  readonly onReload?: () => void
  /** Names senders and shows their pictures: for groups. @default false */
  readonly showSenders?: boolean
  /** What the transcript is called for screen readers. */
  readonly label?: string
  /** Stands where there are no messages yet. */
  readonly empty?: ReactNode
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** The transcript: long rooms stay fast, the reader's place stays theirs, the end is followed when they are at it. */
export const MessageList = forwardRef<HTMLDivElement, MessageListProps>(function MessageList(props, ref) {
  const {
    messages,
    currentUserId,
    hasOlder = false,
    isLoadingOlder = false,
    onLoadOlder,
    gaps,
    onLoadGap,
    firstUnreadId,
    virtualize,
    onEndVisibleChange,
    handle,
    status = 'ready',
    onReload,
    showSenders = false,
    label,
    empty,
    onRetry,
    onDiscard,
    className,
    ...rest
  } = props
  const { formats } = useLocale()
  const strings = useStrings(transcriptStrings)
  const now = useNow(DAY_REFRESH_MS)
  const list = useMessageList({
    messages,
    currentUserId,
    hasOlder,
    isLoadingOlder,
    onLoadOlder,
    gaps,
    onLoadGap,
    firstUnreadId,
    virtualize,
    onEndVisibleChange,
    handle,
  })
  const [Day, dayProps] = useSlot('DayHeading', DayHeading)
  const [Unread, unreadProps] = useSlot('UnreadLine', UnreadLine)
  const [Gap, gapProps] = useSlot('GapRow', GapRow)
  const [Empty, emptyProps] = useSlot('Empty', Notice)
  const newestOwn = messages.findLast((entry) => entry.sender.id === currentUserId)

  function renderRow(row: Row, index: number): ReactElement {
    switch (row.kind) {
      case 'day': {
        const own = { label: formats.day(row.timestamp, now), timestamp: row.timestamp }
        return <Day key={row.key} {...dayProps(own)} />
      }
      case 'unread':
        return <Unread key={row.key} {...unreadProps({ label: strings.unreadFromHere })} />
      case 'gap': {
        const { gap } = row
        const own = { gap, isLoading: list.isGapLoading(gap), onLoadGap: list.loadGap, 'data-key': row.key }
        return <Gap key={row.key} {...gapProps(own)} />
      }
      case 'message':
        return (
          <MessageRow
            key={row.key}
            entry={row.entry}
            group={row.group}
            own={row.entry.sender.id === currentUserId}
            showSender={showSenders}
            showState={row.entry === newestOwn}
            position={list.positionAt(index)}
            rowRef={list.rowRef}
            onRetry={onRetry}
            onDiscard={onDiscard}
          />
        )
    }
  }

  // The virtualizer draws several times for each arrival, and leaves alone what is the same element.
  const drawn = new Map<number, ReactElement>()
  function drawRow(row: Row, index: number): ReactElement {
    const element = drawn.get(index) ?? renderRow(row, index)
    drawn.set(index, element)
    return element
  }

  const shown = messages.length > 0 ? 'ready' : status === 'ready' ? 'empty' : status
  return (
    <div ref={ref} className={cx('mc-message-list', className)} data-state={shown} {...rest}>
      {shown === 'loading' && <MessageListSkeleton />}
      {shown === 'empty' &&
        (empty ?? (
          <Empty {...emptyProps({ icon: ChatIcon, title: strings.emptyTitle, text: strings.emptyText(undefined) })} />
        ))}
      {shown === 'error' && <LoadFailed title={strings.loadFailedTitle} onReload={onReload} />}
      {shown === 'ready' && (
        <>
          <div {...list.getScrollerProps({ className: 'mc-message-list__scroller' })}>
            <div className="mc-message-list__fill" />
            <div className="mc-message-list__top" style={{ blockSize: TOP_PX }}>
              <ListTop
                status={status}
                hasOlder={hasOlder}
                isLoadingOlder={isLoadingOlder}
                onLoadOlder={onLoadOlder}
                onReload={onReload}
              />
            </div>
            <div {...list.getFeedProps({ 'aria-label': label })}>
              <Virtualizer {...list.getVirtualizerProps()}>{drawRow}</Virtualizer>
            </div>
          </div>
          <ListJumps
            unseenCount={list.unseenCount}
            isFar={list.isFar}
            canGoBack={list.canGoBack}
            onGoBack={list.goBack}
            pillProps={list.getPillProps()}
          />
        </>
      )}
    </div>
  )
})
