import type { ChatEntry } from '@mediconnect/protocol'
import {
  useEffect,
  useImperativeHandle,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
  type AnimationEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  type TouchEvent,
  type WheelEvent,
} from 'react'
import type { VirtualizerHandle } from 'virtua'
import { findRow, type Rows } from './rows.ts'
import type { ScrollKeeper } from './scrollKeeper.ts'

/** From here on a way back to the end is offered. */
const FAR_PX = 320
/** Older messages are asked for before the reader reaches the top. */
const TOP_ZONE_PX = 600

/** How a message is gone to. */
export interface ScrollToMessageOptions {
  /** Whether it gets the focus. @default true */
  readonly focus?: boolean
  /** Whether it is marked for a moment. @default true */
  readonly highlight?: boolean
}

/** What moves a `MessageList` from outside, by its `handle`. */
export interface MessageListHandle {
  /** Brings a message to the middle of the view, by its key or its id; one that is not there yet is waited for. */
  scrollToMessage(message: string | number, options?: ScrollToMessageOptions): void
  /** Goes to the newest message, and stays there whatever comes. */
  scrollToEnd(): void
}

interface ReadersPlaceOptions {
  readonly keeper: ScrollKeeper
  readonly rows: Rows
  readonly isAppended: boolean
  readonly messages: readonly ChatEntry[]
  readonly currentUserId: number
  readonly scroller: RefObject<HTMLElement | null>
  readonly feed: RefObject<HTMLElement | null>
  readonly virtualizer: RefObject<VirtualizerHandle | null>
  readonly handle: Ref<MessageListHandle> | undefined
  readonly onEndVisibleChange: ((visible: boolean) => void) | undefined
  readonly onScroll: (scroller: HTMLElement, direction: 'up' | 'down') => void
  readonly onNearTop: () => void
}

export interface ReadersPlace {
  readonly unseen: readonly ChatEntry[]
  readonly isAtEnd: boolean
  readonly isFar: boolean
  readonly canGoBack: boolean
  readonly goBack: () => void
  readonly goToEnd: () => void
  readonly goToUnseen: () => void
  readonly showRow: (index: number) => void
  /** To be called when rows have another size. */
  readonly keep: () => void
  readonly handlers: {
    readonly onScroll: () => void
    readonly onWheel: (event: WheelEvent) => void
    readonly onTouchStart: (event: TouchEvent) => void
    readonly onTouchMove: (event: TouchEvent) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onAnimationEnd: (event: AnimationEvent) => void
  }
}

interface Target extends ScrollToMessageOptions {
  readonly message: string | number
}

/** Where the reader is: at the end, or at rows that stay where they are; and what they have not seen. */
export function useReadersPlace(options: ReadersPlaceOptions): ReadersPlace {
  const { keeper, rows, isAppended, messages, currentUserId, scroller, feed, virtualizer, handle, onEndVisibleChange } =
    options
  /** The newest message the reader has had in view, once they left the end. */
  const [leftAt, setLeftAt] = useState<string>()
  const [isFar, setFar] = useState(false)
  const [wayBack, setWayBack] = useState<{ readonly go: () => void }>()
  const target = useRef<Target>(undefined)
  const newestBefore = useRef<string>(undefined)
  const keptRows = useRef<Rows>(undefined)
  const newest = messages.at(-1)
  const isAtEnd = leftAt === undefined
  const unseen = leftAt === undefined ? [] : messagesAfter(messages, leftAt, currentUserId)

  function goTo(wanted: Target) {
    target.current = wanted
    const key = keyOf(wanted.message, messages)
    if (key === undefined) return
    if (!keeper.isFollowing) {
      const go = keeper.bookmark()
      setWayBack((known) => known ?? { go })
    }
    keeper.goTo(key, 'center')
  }

  function arrive(key: string, element: HTMLElement) {
    const wanted = target.current
    if (!wanted || keyOf(wanted.message, messages) !== key) return
    target.current = undefined
    if (wanted.focus !== false) element.focus({ preventScroll: true })
    if (wanted.highlight !== false) element.dataset.highlighted = ''
  }

  function move(direction: 'up' | 'down' | undefined) {
    const element = scroller.current
    if (!element || keeper.isFollowing) return
    setFar(keeper.distanceFromEnd() > FAR_PX)
    const visible = keeper.lastVisibleKey()
    if (visible !== undefined) setLeftAt((left) => (isAfter(messages, visible, left) ? visible : left))
    if (!direction) return
    options.onScroll(element, direction)
    if (direction === 'up' && element.scrollTop < TOP_ZONE_PX) options.onNearTop()
  }

  useLayoutEffect(() => {
    const isVirtual = virtualizer.current !== null
    keeper.attach(scroller.current, isVirtual ? feed.current?.firstElementChild : feed.current, isVirtual)
    keeper.listen({
      estimate: (key) => {
        const index = findRow(rows, key)
        return index === undefined ? undefined : virtualizer.current?.getItemOffset(index)
      },
      onLeave: () => setLeftAt((left) => left ?? newestStored(messages)),
      onFollow: () => {
        setLeftAt(undefined)
        setFar(false)
        setWayBack(undefined)
      },
      onArrive: arrive,
      onMove: move,
    })
  })

  // Before the virtualizer's own effects, which may scroll.
  useInsertionEffect(() => {
    if (!isAppended) keeper.beforeChange()
  }, [keeper, rows, isAppended])

  useLayoutEffect(() => {
    // When the rows change, and not when anything else does.
    if (keptRows.current === rows) return
    keptRows.current = rows
    const before = newestBefore.current
    newestBefore.current = newest?.key
    if (newest && before !== undefined && before !== newest.key) {
      if (newest.sender.id === currentUserId && isOnItsWay(newest)) keeper.goToEnd()
      else keeper.expect(keysAfter(messages, before))
    }
    if (isAppended) keeper.keepEnd(newest?.key)
    else keeper.keep()
    if (target.current) goTo(target.current)
  })

  useEffect(() => () => keeper.dispose(), [keeper])
  useEffect(() => onEndVisibleChange?.(isAtEnd), [isAtEnd, onEndVisibleChange])
  useImperativeHandle(handle, () => ({
    scrollToMessage: (message, how) => goTo({ message, ...how }),
    scrollToEnd: keeper.goToEnd,
  }))

  return {
    unseen,
    isAtEnd,
    isFar,
    canGoBack: wayBack !== undefined,
    goBack: () => {
      setWayBack(undefined)
      wayBack?.go()
    },
    goToEnd: keeper.goToEnd,
    goToUnseen: () => {
      const first = unseen[0]
      if (first) keeper.goTo(first.key, 0)
      else keeper.goToEnd()
    },
    showRow: (index) => {
      const row = rows.list[index]
      if (row) keeper.goTo(row.key, 'nearest')
    },
    keep: keeper.keep,
    handlers: {
      ...keeper.handlers,
      onAnimationEnd: ({ target: element }) => {
        if (element instanceof HTMLElement) delete element.dataset.highlighted
      },
    },
  }
}

/** The newest that has its place: what is on its way comes after whatever else arrives. */
function newestStored(messages: readonly ChatEntry[]): string | undefined {
  return (messages.findLast((entry) => !isOnItsWay(entry)) ?? messages.at(-1))?.key
}

function isOnItsWay({ state }: ChatEntry): boolean {
  return state === 'queued' || state === 'sending'
}

function keyOf(message: string | number, messages: readonly ChatEntry[]): string | undefined {
  return messages.findLast((entry) => (typeof message === 'number' ? entry.id : entry.key) === message)?.key
}

/** Whether the message of a key stands after that of another. */
function isAfter(messages: readonly ChatEntry[], key: string, other: string | undefined): boolean {
  if (other === undefined) return false
  const last = messages.findLast((entry) => entry.key === key || entry.key === other)
  return last?.key === key && key !== other
}

function keysAfter(messages: readonly ChatEntry[], key: string): readonly string[] {
  const from = messages.findLastIndex((entry) => entry.key === key)
  return from < 0 ? [] : messages.slice(from + 1).map((entry) => entry.key)
}

function messagesAfter(messages: readonly ChatEntry[], key: string, currentUserId: number): readonly ChatEntry[] {
  const from = messages.findLastIndex((entry) => entry.key === key)
  return from < 0 ? [] : messages.slice(from + 1).filter((entry) => entry.sender.id !== currentUserId)
}
