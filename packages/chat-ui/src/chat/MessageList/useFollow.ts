import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Scroll positions may be fractions of a pixel; more than this away from the end is not at the end. */
const END_ZONE_PX = 2
/** From here on a way back to the end is offered. */
const FAR_PX = 320
/** Older messages are asked for before the reader reaches the top. */
const TOP_ZONE_PX = 600

export interface FollowOptions {
  readonly scrollerRef: RefObject<HTMLElement | null>
  /** Key of the newest message. */
  readonly newestKey: string | undefined
  /** Whether the reader wrote the newest message: one's own send always goes to the end. */
  readonly newestIsOwn: boolean
  /** Key of the last message that can be seen now. */
  readonly lastVisibleKey: () => string | undefined
  /** Whether the message of one key stands after that of another. */
  readonly isAfter: (key: string, other: string) => boolean
  /** Called when the reader comes near the top by scrolling up. */
  readonly onNearTop: () => void
}

export interface Follow {
  /** The newest message the reader has had in view, once they left the end; `undefined` at the end. */
  readonly leftAt: string | undefined
  readonly isFar: boolean
  /** Goes to the end and follows from there. */
  readonly goToEnd: () => void
  /** For the scroller. */
  readonly onScroll: () => void
  readonly onWheel: (event: { readonly deltaY: number }) => void
  /** To be called when the content or the view has another size. */
  readonly onResize: () => void
}

/**
 * Keeps the end in view while the reader wants it. The wish is kept apart from the position: only the reader's own
 * scrolling up ends it, and only reaching the end starts it again; a row that grows does neither.
 */
export function useFollow(options: FollowOptions): Follow {
  const { scrollerRef, newestKey, newestIsOwn, lastVisibleKey, isAfter, onNearTop } = options
  const following = useRef(true)
  const seen = useRef({ top: 0, height: 0, newestKey })
  const [leftAt, setLeftAt] = useState<string>()
  const [isFar, setIsFar] = useState(false)

  function stick() {
    const element = scrollerRef.current
    if (element) element.scrollTop = element.scrollHeight
  }

  function follow() {
    following.current = true
    setLeftAt(undefined)
    setIsFar(false)
  }

  function leave() {
    if (!following.current) return
    following.current = false
    setLeftAt(seen.current.newestKey)
  }

  useLayoutEffect(() => {
    if (seen.current.newestKey === newestKey) return
    seen.current.newestKey = newestKey
    if (newestIsOwn) following.current = true
    if (following.current) stick()
  })

  return {
    leftAt,
    isFar,
    goToEnd() {
      follow()
      stick()
    },
    onScroll() {
      const element = scrollerRef.current
      if (!element) return
      const { scrollTop: top, scrollHeight: height, clientHeight } = element
      const movedUp = top < seen.current.top - 1
      const shrank = height < seen.current.height
      seen.current.top = top
      seen.current.height = height
      const distance = height - clientHeight - top
      if (distance <= END_ZONE_PX) {
        follow()
        return
      }
      if (movedUp && !shrank) leave()
      if (following.current) return
      setIsFar(distance > FAR_PX)
      const visible = lastVisibleKey()
      if (visible !== undefined) setLeftAt((left) => (left === undefined || isAfter(visible, left) ? visible : left))
      if (movedUp && top < TOP_ZONE_PX) onNearTop()
    },
    onWheel({ deltaY }) {
      const element = scrollerRef.current
      if (deltaY < 0 && element && element.scrollHeight > element.clientHeight) leave()
    },
    onResize() {
      if (following.current) stick()
    },
  }
}
