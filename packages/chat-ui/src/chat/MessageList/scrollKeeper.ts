import { anchorsIn, lastVisibleKey, STILL_PX, wantedOffset, type Align, type Anchor } from './rowGeometry.ts'

/** Scroll positions may be fractions of a pixel; more than this away from the end is not at the end. */
const END_ZONE_PX = 2
/** A touch that moves less than this is a tap. */
const TAP_PX = 3
/** More than these at once are no message that wants to be read from its top. */
const FEW = 10
/** Keys that scroll towards the start. */
const UP_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

/**
 * Where the reader wants to be: at the end whatever comes, at the rows that are in view, or at a row that is not there
 * yet. It is a wish and not a position: what grows, shrinks or comes changes the position to keep the wish.
 */
type Place =
  | { readonly kind: 'end' }
  | { readonly kind: 'rows'; readonly anchors: readonly Anchor[] }
  | { readonly kind: 'target'; readonly key: string; readonly align: Align }

export interface KeeperEvents {
  /** Where a row that is not mounted is thought to be, from the start of the rows. */
  estimate(key: string): number | undefined
  /** The reader has left the end. */
  onLeave(): void
  /** The reader is at the end, and stays there. */
  onFollow(): void
  /** The row that was gone to is in view. */
  onArrive(key: string, element: HTMLElement): void
  /** Something is in view that was not, or the reader scrolled: then it says which way. */
  onMove(direction: 'up' | 'down' | undefined): void
}

/** Keeps the reader's place in a scroller whose rows come, go and grow. It knows the DOM and nothing of React. */
export interface ScrollKeeper {
  /** `rows` has the rows as its children, in order; each row, or its first child, has its key as `data-key`. */
  attach(scroller: HTMLElement | null, rows: Element | null | undefined, isMeasured: boolean): void
  listen(events: KeeperEvents): void
  readonly isFollowing: boolean
  /** To be called before rows that changed elsewhere than at the end are put in place. */
  beforeChange(): void
  /** To be called when rows have changed or have another size: puts the reader back in place. */
  keep(): void
  /** To be called when rows have changed at the end only; `newestKey` is the last of them. */
  keepEnd(newestKey: string | undefined): void
  /** Rows came at the end: one that is taller than the view is shown from its top. */
  expect(keys: readonly string[]): void
  goToEnd(): void
  goTo(key: string, align: Align): void
  /** Remembers the place; the result goes back there. */
  bookmark(): () => void
  /** Key of the row that the place is kept by; `undefined` at the end. */
  anchorKey(): string | undefined
  distanceFromEnd(): number
  lastVisibleKey(): string | undefined
  readonly handlers: {
    onScroll(): void
    onWheel(event: { readonly deltaY: number }): void
    onTouchStart(event: { readonly touches: TouchPoints }): void
    onTouchMove(event: { readonly touches: TouchPoints }): void
    onKeyDown(event: { readonly key: string; readonly shiftKey: boolean; readonly target: EventTarget }): void
  }
  dispose(): void
}

interface TouchPoints {
  readonly [index: number]: { readonly clientY: number } | undefined
}

const SILENT: KeeperEvents = {
  estimate: () => undefined,
  onLeave: () => undefined,
  onFollow: () => undefined,
  onArrive: () => undefined,
  onMove: () => undefined,
}

export function createScrollKeeper(): ScrollKeeper {
  let scroller: HTMLElement | null = null
  let container: Element | null | undefined
  let events = SILENT
  /** Whether somebody calls `keep` when rows get their size. */
  let isMeasured = false
  let place: Place = { kind: 'end' }
  /** The position after the last time it was looked at: another one without our doing is the reader's. */
  let seen = { top: 0, height: 0, view: 0 }
  let expected: readonly string[] = []
  let frame: number | undefined
  let touchY: number | undefined
  /** Left the end, and nobody has been told yet. */
  let hasLeft = false

  function remember(): void {
    if (scroller) seen = { top: scroller.scrollTop, height: scroller.scrollHeight, view: scroller.clientHeight }
  }

  function scrollTo(top: number): void {
    if (scroller) scroller.scrollTop = top
  }

  /** Screen pixels in one of the scroller's: another one where the page is zoomed by CSS, or scaled. */
  function scale(box: DOMRect): number {
    return scroller && scroller.offsetHeight > 0 && box.height > 0 ? box.height / scroller.offsetHeight : 1
  }

  function anchorsInView(): readonly Anchor[] {
    return scroller && container ? anchorsIn(scroller, container) : []
  }

  function stay(): void {
    place = { kind: 'rows', anchors: anchorsInView() }
  }

  function follow(): void {
    const wasFollowing = place.kind === 'end'
    place = { kind: 'end' }
    if (!wasFollowing) events.onFollow()
  }

  /** The reader takes over: whatever was on its way stops. */
  function leave(): void {
    const wasFollowing = place.kind === 'end'
    if (place.kind !== 'rows') stay()
    if (wasFollowing) events.onLeave()
  }

  function canScroll(): boolean {
    return scroller !== null && scroller.scrollHeight > scroller.clientHeight
  }

  function distanceFromEnd(): number {
    return scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : 0
  }

  function keepAnchors(kept: readonly Anchor[]): void {
    const anchor = kept.find(({ element }) => element.isConnected)
    if (!scroller || !anchor) {
      // They are there still, and only far from where the view is now: gone to as to any other row.
      const known = kept.find(({ key }) => key !== undefined && events.estimate(key) !== undefined)
      if (known?.key === undefined) return stay()
      place = { kind: 'target', key: known.key, align: known.offset }
      return keepTarget(known.key, known.offset)
    }
    const box = scroller.getBoundingClientRect()
    const moved = (anchor.element.getBoundingClientRect().top - box.top - anchor.offset) / scale(box)
    if (Math.abs(moved) > STILL_PX) scrollTo(scroller.scrollTop + moved)
    // The others may stand elsewhere by now; the first one's offset stays what the reader saw, so that rounding adds up to nothing.
    const others = kept.filter((other) => other !== anchor && other.element.isConnected)
    const top = scroller.getBoundingClientRect().top
    place = {
      kind: 'rows',
      anchors: [
        anchor,
        ...others.map(({ element, key }) => ({ element, key, offset: element.getBoundingClientRect().top - top })),
      ],
    }
  }

  function keepTarget(key: string, align: Align): void {
    if (!scroller) return
    const element = rowOf(key)
    if (!element) {
      const offset = events.estimate(key)
      if (offset === undefined) return
      const before = container ? container.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0
      const room = align === 'center' ? scroller.clientHeight / 2 : align === 'nearest' ? 0 : align
      scrollTo(scroller.scrollTop + before + offset - room)
      return
    }
    const box = scroller.getBoundingClientRect()
    const row = element.getBoundingClientRect()
    const moved = (row.top - box.top - wantedOffset(row, box, align)) / scale(box)
    if (Math.abs(moved) > STILL_PX) scrollTo(scroller.scrollTop + moved)
    const outer = childOf(element)
    // Its place is a guess until it is measured.
    if (outer.hasAttribute('data-measuring')) return
    const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    place = { kind: 'rows', anchors: [{ element: outer, key, offset }, ...anchorsInView()] }
    if (distanceFromEnd() <= END_ZONE_PX && align === 'nearest') follow()
    events.onArrive(key, element)
  }

  /** Of what came at the end, something the view cannot hold is read from its top. */
  function showTall(): boolean {
    if (!scroller) return false
    for (const key of expected) {
      const element = rowOf(key)
      if (!element) continue
      expected = expected.filter((other) => other !== key)
      if (element.getBoundingClientRect().height <= scroller.getBoundingClientRect().height) continue
      expected = []
      place = { kind: 'target', key, align: 0 }
      events.onLeave()
      keepTarget(key, 0)
      return true
    }
    return false
  }

  function rowOf(key: string): HTMLElement | null {
    return container?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
  }

  function childOf(element: Element): Element {
    let child = element
    while (child.parentElement && child.parentElement !== container) child = child.parentElement
    return child
  }

  function keep(): void {
    if (!scroller || scroller.clientHeight === 0) return
    switch (place.kind) {
      case 'end':
        if (!showTall()) scrollTo(scroller.scrollHeight)
        break
      case 'rows':
        keepAnchors(place.anchors)
        break
      case 'target':
        keepTarget(place.key, place.align)
        break
    }
    remember()
    if (!hasLeft) return
    hasLeft = false
    events.onLeave()
  }

  return {
    get isFollowing() {
      return place.kind === 'end'
    },
    attach: (element, rows, measured) => {
      container = rows
      isMeasured = measured
      if (scroller === element) return
      scroller = element
      remember()
    },
    listen: (next) => {
      events = next
    },
    beforeChange: () => {
      if (!scroller) return
      // Somebody scrolled, and the event is still on its way: that is no movement to be taken back.
      const moved = scroller.scrollTop - seen.top
      if (Math.abs(moved) <= STILL_PX || scroller.scrollHeight < seen.height) return
      if (place.kind === 'end' && moved < 0) {
        place = { kind: 'rows', anchors: [] }
        hasLeft = true
      }
      if (place.kind !== 'rows') return
      const by = moved * scale(scroller.getBoundingClientRect())
      place = { kind: 'rows', anchors: place.anchors.map((anchor) => ({ ...anchor, offset: anchor.offset - by })) }
    },
    keep,
    keepEnd: (newestKey) => {
      // What comes at the end moves nothing that is in view.
      if (place.kind === 'rows') return
      // A row that is mounted is measured in this frame, and that calls for keeping: no need to lay out twice.
      if (place.kind === 'end' && newestKey !== undefined && isMeasured && rowOf(newestKey)) return
      frame ??= requestAnimationFrame(() => {
        frame = undefined
        keep()
      })
    },
    expect: (keys) => {
      expected = place.kind === 'end' && keys.length <= FEW ? keys : []
    },
    goToEnd: () => {
      expected = []
      follow()
      keep()
    },
    goTo: (key, align) => {
      if (place.kind === 'end') events.onLeave()
      place = { kind: 'target', key, align }
      keep()
    },
    bookmark: () => {
      const first = place.kind === 'rows' ? place.anchors[0] : undefined
      return () => {
        if (first?.key === undefined) follow()
        else place = { kind: 'target', key: first.key, align: first.offset }
        keep()
      }
    },
    anchorKey: () => (place.kind === 'rows' ? place.anchors[0]?.key : place.kind === 'target' ? place.key : undefined),
    distanceFromEnd,
    lastVisibleKey: () => (scroller && container ? lastVisibleKey(scroller, container) : undefined),
    handlers: {
      onScroll: () => {
        if (!scroller) return
        const before = seen
        remember()
        const moved = seen.top - before.top
        const isAtEnd = distanceFromEnd() <= END_ZONE_PX
        // With less below, or a larger view, the browser moves the end into view.
        const isPushed = moved < 0 && isAtEnd && (seen.height < before.height || seen.view > before.view)
        if (Math.abs(moved) <= STILL_PX || isPushed) {
          events.onMove(undefined)
          return
        }
        if (moved > 0 && isAtEnd) follow()
        else if (moved < 0 || place.kind !== 'end') {
          leave()
          stay()
        }
        events.onMove(moved < 0 ? 'up' : 'down')
      },
      onWheel: ({ deltaY }) => {
        if (deltaY < 0 && canScroll()) leave()
      },
      onTouchStart: ({ touches }) => {
        touchY = touches[0]?.clientY
      },
      onTouchMove: ({ touches }) => {
        const y = touches[0]?.clientY
        if (y !== undefined && touchY !== undefined && y - touchY > TAP_PX && canScroll()) leave()
      },
      onKeyDown: ({ key, shiftKey, target }) => {
        const scrolls = UP_KEYS.has(key) || (key === ' ' && shiftKey)
        // Keys pressed in a control of a row belong to that.
        const isRow = target === scroller || (target instanceof HTMLElement && target.dataset.key !== undefined)
        if (scrolls && isRow && canScroll()) leave()
      },
    },
    dispose: () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      frame = undefined
    },
  }
}
