import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** A reader this far from the top is still at the top. */
const TOP_PX = 8

export interface ReadersPlace {
  /** Rows that came above since the reader left the top. */
  readonly newCount: number
  readonly onScroll: () => void
  readonly goToTop: () => void
}

/**
 * Keeps what the reader looks at in its place while rows come above it, and counts those. Rows carry `data-id`; `ids` are
 * theirs, top to bottom. Not left to the browser: some do not do it.
 */
export function useReadersPlace(scrollerRef: RefObject<HTMLElement | null>, ids: readonly string[]): ReadersPlace {
  /** The top row when the reader left the top; none while there. */
  const [leftAt, setLeftAt] = useState<string>()
  const anchor = useRef<{ readonly id: string; readonly top: number }>(undefined)

  const remember = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller) return
    const edge = scroller.getBoundingClientRect().top
    const rows = [...scroller.querySelectorAll<HTMLElement>('[data-id]')]
    const first = rows.find((row) => row.getBoundingClientRect().bottom > edge)
    const isAtTop = scroller.scrollTop <= TOP_PX
    anchor.current =
      first?.dataset.id === undefined || isAtTop
        ? undefined
        : { id: first.dataset.id, top: first.getBoundingClientRect().top - edge }
    setLeftAt((before) => (isAtTop ? undefined : (before ?? rows[0]?.dataset.id)))
  }, [scrollerRef])

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    const kept = anchor.current
    const row = kept && scroller?.querySelector(`[data-id="${CSS.escape(kept.id)}"]`)
    if (!scroller || !row) return
    const moved = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - kept.top
    if (moved !== 0) scroller.scrollTop += moved
  }, [scrollerRef, ids])

  const goToTop = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller) return
    scroller.scrollTop = 0
    remember()
    scroller.querySelector<HTMLElement>('[data-id]')?.focus({ preventScroll: true })
  }, [scrollerRef, remember])

  const newCount = leftAt === undefined ? 0 : Math.max(0, ids.indexOf(leftAt))
  return { newCount, onScroll: remember, goToTop }
}
