import type { ChatEntry } from '@mediconnect/protocol'
import { forwardRef, useEffect, useMemo, useRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { useNow } from '../../i18n/useNow.ts'
import { Icon } from '../../icons/Icon.tsx'
import { LoadFailed } from '../../theme/LoadFailed.tsx'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { GapRow } from './GapRow.tsx'
import { MessageListSkeleton } from './MessageListSkeleton.tsx'
import { MessageRow } from './MessageRow.tsx'
import { buildRows, isPrepend, type MessageGap, type Row } from './rows.ts'
import { useFollow } from './useFollow.ts'
import { useRovingRow } from './useRovingRow.ts'

/** Height of what stands above the first message; the same in every state, so that nothing moves. */
const TOP_PX = 56
const DAY_REFRESH_MS = 60_000

export interface MessageListProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Oldest first. */
  readonly messages: readonly ChatEntry[]
  readonly currentUserId: number
  /** @default 'ready' */
  readonly status?: 'loading' | 'ready' | 'error'
  readonly onReload?: () => void
  readonly hasOlder?: boolean
  readonly isLoadingOlder?: boolean
  readonly onLoadOlder?: () => void
  /** Where messages are missing: after a long absence not all of them are loaded. */
  readonly gaps?: readonly MessageGap[]
  readonly onLoadGap?: (gap: MessageGap) => Promise<void> | void
  /** Where the "new messages" line stands. */
  readonly firstUnreadId?: number
  /** Names senders and shows their pictures: for groups. @default false */
  readonly showSenders?: boolean
  /** What the transcript is called for screen readers. */
  readonly label?: string
  /** Stands where there are no messages yet. */
  readonly empty?: ReactNode
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
  /** Whether the newest message is in view. */
  readonly onEndVisibleChange?: (visible: boolean) => void
}

/** The transcript: long rooms stay fast, the reader's place stays theirs, the end is followed when they are at it. */
export const MessageList = forwardRef<HTMLDivElement, MessageListProps>(function MessageList(props, ref) {
  const {
    messages,
    currentUserId,
    status = 'ready',
    onReload,
    hasOlder = false,
    isLoadingOlder = false,
    onLoadOlder,
    gaps,
    onLoadGap,
    firstUnreadId,
    showSenders = false,
    label,
    empty,
    onRetry,
    onDiscard,
    onEndVisibleChange,
    className,
    ...rest
  } = props
  const { strings, formats } = useLocale()
  const now = useNow(DAY_REFRESH_MS)
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)

  const { dayKey } = formats
  const rows = useMemo(() => buildRows(messages, firstUnreadId, dayKey, gaps), [messages, firstUnreadId, dayKey, gaps])
  const keys = useMemo(() => messages.map((entry) => entry.key), [messages])
  const shift = useShift(messages)
  const newest = messages.at(-1)
  const newestOwnKey = messages.findLast((entry) => entry.sender.id === currentUserId)?.key

  const follow = useFollow({
    scrollerRef: scroller,
    newestKey: newest?.key,
    newestIsOwn: newest?.sender.id === currentUserId,
    lastVisibleKey: () => lastVisibleMessage(rows, virtualizer.current),
    isAfter: (key, other) => keys.lastIndexOf(key) > keys.lastIndexOf(other),
    onNearTop: () => {
      if (hasOlder && !isLoadingOlder) onLoadOlder?.()
    },
  })
  const rowOf = (key: string) => rows.findIndex((row) => row.kind === 'message' && row.key === key)
  const roving = useRovingRow({
    containerRef: scroller,
    rows,
    scrollToIndex: (index) => virtualizer.current?.scrollToIndex(index, { align: 'nearest' }),
    onBeforeFirst: () => {
      if (hasOlder && !isLoadingOlder) onLoadOlder?.()
    },
  })

  const atEnd = follow.leftAt === undefined
  useEffect(() => onEndVisibleChange?.(atEnd), [atEnd, onEndVisibleChange])

  const unseen = follow.leftAt === undefined ? [] : messagesAfter(messages, follow.leftAt, currentUserId)
  function jump() {
    const first = unseen[0]
    if (first) virtualizer.current?.scrollToIndex(rowOf(first.key), { align: 'start' })
    else follow.goToEnd()
  }

  const shown = messages.length > 0 ? 'ready' : status === 'ready' ? 'empty' : status
  return (
    <div ref={ref} className={cx('mc-message-list', className)} data-state={shown} {...rest}>
      {shown === 'loading' && <MessageListSkeleton />}
      {shown === 'empty' &&
        (empty ?? <Notice icon="chat" title={strings.emptyTitle} text={strings.emptyText(undefined)} />)}
      {shown === 'error' && <LoadFailed title={strings.loadFailedTitle} onReload={onReload} />}
      {shown === 'ready' && (
        <div
          ref={scroller}
          className="mc-message-list__scroller"
          onScroll={follow.onScroll}
          onWheel={follow.onWheel}
          {...roving.getContainerProps()}
        >
          <div className="mc-message-list__fill" />
          <div className="mc-message-list__top" style={{ blockSize: TOP_PX }}>
            <Top
              status={status}
              hasOlder={hasOlder}
              isLoadingOlder={isLoadingOlder}
              onLoadOlder={onLoadOlder}
              onReload={onReload}
            />
          </div>
          <div role="feed" aria-label={label ?? strings.messages} aria-busy={isLoadingOlder}>
            <Virtualizer
              ref={virtualizer}
              scrollRef={scroller}
              data={rows}
              shift={shift}
              startMargin={TOP_PX}
              keepMounted={roving.activeIndex === undefined ? [] : [roving.activeIndex]}
              onResize={follow.onResize}
            >
              {(row: Row) => {
                switch (row.kind) {
                  case 'day':
                    return (
                      <div key={row.key} className="mc-message-list__day">
                        <span>{formats.day(row.timestamp, now)}</span>
                      </div>
                    )
                  case 'unread':
                    return (
                      <div key={row.key} className="mc-message-list__unread">
                        <span>{strings.unreadFromHere}</span>
                      </div>
                    )
                  case 'gap':
                    return <GapRow key={row.key} rowKey={row.key} gap={row.gap} onLoad={onLoadGap} />
                  case 'message':
                    return (
                      <MessageRow
                        key={row.key}
                        entry={row.entry}
                        group={row.group}
                        own={row.entry.sender.id === currentUserId}
                        showSender={showSenders}
                        showState={row.key === newestOwnKey}
                        position={row.index + 1}
                        setSize={hasOlder ? -1 : messages.length}
                        onRetry={onRetry}
                        onDiscard={onDiscard}
                      />
                    )
                }
              }}
            </Virtualizer>
          </div>
        </div>
      )}
      {shown === 'ready' && (unseen.length > 0 || follow.isFar) && (
        <button
          type="button"
          className="mc-message-list__jump"
          data-unseen={unseen.length || undefined}
          aria-label={unseen.length > 0 ? undefined : strings.jumpToLatest}
          onClick={jump}
        >
          {unseen.length > 0 && strings.newMessages(unseen.length)}
          <Icon name="arrowDown" />
        </button>
      )}
    </div>
  )
})

type TopProps = Pick<MessageListProps, 'status' | 'hasOlder' | 'isLoadingOlder' | 'onLoadOlder' | 'onReload'>

/** What stands above the first message: a way further back, or the start. */
function Top({ status, hasOlder, isLoadingOlder, onLoadOlder, onReload }: TopProps) {
  const { strings } = useLocale()
  if (isLoadingOlder || status === 'loading') {
    return (
      <span className="mc-message-list__hint">
        <span className="mc-spinner" aria-hidden="true" />
        {strings.loadingOlder}
      </span>
    )
  }
  if (status === 'error') {
    return (
      <button type="button" className="mc-button" onClick={onReload}>
        <Icon name="retry" />
        {strings.tryAgain}
      </button>
    )
  }
  if (!hasOlder) return <span className="mc-message-list__hint">{strings.startOfConversation}</span>
  return (
    // No tab stop: going up from the first message does the same.
    <button type="button" className="mc-button" data-variant="plain" tabIndex={-1} onClick={onLoadOlder}>
      {strings.loadOlder}
    </button>
  )
}

/** Whether the rows of this render are those of the last with older ones before them. */
function useShift(messages: readonly ChatEntry[]): boolean {
  const [last, setLast] = useState({ messages, shift: false })
  if (last.messages === messages) return last.shift
  const next = { messages, shift: isPrepend(last.messages, messages) }
  setLast(next)
  return next.shift
}

function lastVisibleMessage(rows: readonly Row[], list: VirtualizerHandle | null): string | undefined {
  if (!list) return undefined
  for (let index = list.findItemIndex(list.scrollOffset + list.viewportSize - 1); index >= 0; index--) {
    const row = rows[index]
    if (row?.kind === 'message') return row.key
  }
  return undefined
}

function messagesAfter(messages: readonly ChatEntry[], key: string, currentUserId: number): readonly ChatEntry[] {
  const at = messages.findLastIndex((entry) => entry.key === key)
  return at < 0 ? [] : messages.slice(at + 1).filter((entry) => entry.sender.id !== currentUserId)
}
