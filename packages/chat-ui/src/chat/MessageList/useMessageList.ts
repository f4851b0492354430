import type { ChatEntry } from '@mediconnect/protocol'
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type Ref,
  type RefAttributes,
  type RefObject,
} from 'react'
import type { VirtualizerHandle, VirtualizerProps } from 'virtua'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { once } from '../../i18n/once.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { allRows, findRow, messageIndex, type MessageGap, type Row } from './rows.ts'
import { createScrollKeeper } from './scrollKeeper.ts'
import { useGapLoading, type LoadGap } from './useGapLoading.ts'
import { TOP_PX } from './topHeight.ts'
import { usePlayingRows } from './usePlayingRows.ts'
import { useReadersPlace, type MessageListHandle } from './useReadersPlace.ts'
import { useRovingRow } from './useRovingRow.ts'
import { useRows } from './useRows.ts'
import { VirtualItem } from './VirtualItem.tsx'

/** Fewer rows than these are all in the page: screen readers and find-in-page see everything. */
const PLAIN_BELOW = 300
/** While the end is followed these are there all the time: the rows of a burst are then measured at once, not by and by. */
const NEWEST = 12
const NO_GAPS: readonly MessageGap[] = []

/** What `useMessageList` takes. */
export interface MessageListOptions {
  /** Oldest first. */
  readonly messages: readonly ChatEntry[]
  readonly currentUserId: number
  readonly hasOlder?: boolean
  readonly isLoadingOlder?: boolean
  readonly onLoadOlder?: () => void
  /** Where messages are missing: after a long absence, or a jump far back, not all of them are loaded. */
  readonly gaps?: readonly MessageGap[]
  /** Loads what is missing in a gap, from the end that the reader comes from. */
  readonly onLoadGap?: LoadGap
  /** Where the "new messages" line stands. */
  readonly firstUnreadId?: number
  /**
   * Whether only what is near the view is in the page. `false` has all rows there, as for find-in-page; `'auto'` has
   * them while there are fewer than 300.
   * @default 'auto'
   */
  readonly virtualize?: boolean | 'auto'
  /** Whether the reader is at the newest message. */
  readonly onEndVisibleChange?: (visible: boolean) => void
  /** To go to a message from outside: a deep link, a search. */
  readonly handle?: Ref<MessageListHandle>
}

type DivProps = ComponentPropsWithoutRef<'div'>
type DivPropsAndRef = DivProps & RefAttributes<HTMLDivElement>

/** What `useMessageList` gives: the rows in view, and the props that make them a transcript. */
export interface MessageListState {
  readonly rows: readonly Row[]
  /** Messages of others that came since the reader left the end and were not in view yet. */
  readonly unseenCount: number
  /** Whether the newest message is kept in view. */
  readonly isAtEnd: boolean
  /** The end is far: a way there should be offered. */
  readonly isFar: boolean
  /** After a jump from within the transcript: there is a place to go back to. */
  readonly canGoBack: boolean
  readonly goBack: () => void
  readonly goToEnd: () => void
  readonly isGapLoading: (gap: MessageGap) => boolean
  /** `undefined` where nobody can load it. */
  readonly loadGap: ((gap: MessageGap) => void) | undefined
  /** The place among the messages of the one in a row, from 1. */
  readonly positionAt: (rowIndex: number) => number
  /** `ref` for each row of a message: says how many there are, without drawing all rows with each arrival. */
  readonly rowRef: (row: HTMLElement | null) => void
  /** For the element that scrolls. */
  readonly getScrollerProps: (own?: DivProps) => DivPropsAndRef
  /** For the element in it that holds the rows, or the virtualizer with the rows. */
  readonly getFeedProps: (own?: DivProps) => DivPropsAndRef
  /** For virtua's `Virtualizer`. Without it the rows are the feed's own children. */
  readonly getVirtualizerProps: () => Omit<VirtualizerProps<Row>, 'children'> & RefAttributes<VirtualizerHandle>
  /** For the row of a key. */
  readonly getRowProps: (key: string, own?: DivProps) => DivPropsAndRef & { readonly 'data-key': string }
  /** For the button that goes to the first message that was not seen, or to the end. */
  readonly getPillProps: (own?: ComponentPropsWithoutRef<'button'>) => ComponentPropsWithoutRef<'button'>
}

/** A transcript without its looks: its rows, and the reader's place in them. `MessageList` is built on it. */
export function useMessageList(options: MessageListOptions): MessageListState {
  const { messages, currentUserId, hasOlder = false, isLoadingOlder = false, onLoadOlder, gaps = NO_GAPS } = options
  const { onLoadGap, firstUnreadId, virtualize = 'auto', onEndVisibleChange, handle } = options
  const { formats } = useLocale()
  const strings = useStrings(transcriptStrings)
  const scroller = useRef<HTMLDivElement>(null)
  const feed = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const [keeper] = useState(createScrollKeeper)
  const laid = useRows({ messages, gaps, firstUnreadId, dayKey: formats.dayKey, anchorKey: keeper.anchorKey })
  const { rows, isShifted } = laid
  const wholeList = useMemo(() => once(() => allRows(rows)), [rows])
  const playing = usePlayingRows()
  const gapLoading = useGapLoading(gaps, onLoadGap)

  function loadOlder() {
    if (hasOlder && !isLoadingOlder) onLoadOlder?.()
  }

  const place = useReadersPlace({
    ...laid,
    keeper,
    messages,
    currentUserId,
    scroller,
    feed,
    virtualizer,
    handle,
    onEndVisibleChange,
    onScroll: gapLoading.comeNear,
    onNearTop: loadOlder,
  })
  const roving = useRovingRow({
    containerRef: scroller,
    rows: rows.list,
    scrollToIndex: place.showRow,
    onBeforeFirst: loadOlder,
  })
  const rowRef = useSetSize(feed, hasOlder ? -1 : messages.length)

  return {
    get rows() {
      return wholeList()
    },
    unseenCount: place.unseen.length,
    isAtEnd: place.isAtEnd,
    isFar: place.isFar,
    canGoBack: place.canGoBack,
    goBack: place.goBack,
    goToEnd: place.goToEnd,
    isGapLoading: gapLoading.isLoading,
    loadGap: onLoadGap && gapLoading.load,
    positionAt: (index) => messageIndex(rows, index) + 1,
    rowRef,
    getScrollerProps: (own) => ({
      ref: scroller,
      ...mergeProps<DivProps>(
        mergeProps<DivProps>({ ...roving.getContainerProps(), ...playing.handlers }, place.handlers),
        own,
      ),
    }),
    getFeedProps: (own) => ({
      ref: feed,
      ...mergeProps<DivProps>({ role: 'feed', 'aria-label': strings.messages, 'aria-busy': isLoadingOlder }, own),
    }),
    getVirtualizerProps: () => ({
      ref: virtualizer,
      scrollRef: scroller,
      data: rows.list,
      shift: isShifted,
      startMargin: TOP_PX,
      keepMounted: [
        ...lastRows(rows.list.length, isPlain(virtualize, rows.list.length) ? Infinity : place.isAtEnd ? NEWEST : 0),
        ...[roving.activeIndex, ...playing.keys.map((key) => findRow(rows, key))].filter(
          (index) => index !== undefined,
        ),
      ],
      onResize: place.keep,
      item: VirtualItem,
    }),
    getRowProps: (key, own) => {
      const index = findRow(rows, key)
      const isMessage = index !== undefined && rows.list[index]?.kind === 'message'
      const place = isMessage ? { ref: rowRef, 'aria-posinset': messageIndex(rows, index) + 1 } : {}
      return { ...mergeProps<DivProps>({ role: 'article', tabIndex: -1, ...place }, own), 'data-key': key }
    },
    getPillProps: (own) =>
      mergeProps<ComponentPropsWithoutRef<'button'>>(
        {
          type: 'button',
          'aria-label': place.unseen.length > 0 ? strings.newMessages(place.unseen.length) : strings.jumpToLatest,
          onClick: place.goToUnseen,
        },
        own,
      ),
  }
}

function isPlain(virtualize: boolean | 'auto', rowCount: number): boolean {
  return virtualize === 'auto' ? rowCount < PLAIN_BELOW : !virtualize
}

/** The places of so many rows at the end. */
function lastRows(rowCount: number, wanted: number): number[] {
  const length = Math.min(rowCount, wanted)
  return Array.from({ length }, (_, index) => rowCount - length + index)
}

/** Keeps the size of the set on each row by hand: it changes with every arrival, and for all of them. */
function useSetSize(feed: RefObject<HTMLElement | null>, setSize: number): (row: HTMLElement | null) => void {
  const size = useRef(setSize)
  useLayoutEffect(() => {
    size.current = setSize
    for (const row of feed.current?.querySelectorAll('[aria-posinset]') ?? []) {
      row.setAttribute('aria-setsize', String(setSize))
    }
  }, [feed, setSize])
  return useCallback((row) => row?.setAttribute('aria-setsize', String(size.current)), [])
}
