import { useRef, type HTMLAttributes, type PointerEvent } from 'react'

/** As far as this, and it goes. */
const AWAY_PX = 80

/** A finger moves the element sideways: far enough, and it is swiped away. Spread what it gives on the element. */
export function useSwipe(onSwiped: (() => void) | undefined): HTMLAttributes<HTMLElement> {
  const start = useRef<number>(undefined)

  function move(element: HTMLElement, by: number) {
    element.style.translate = by === 0 ? '' : `${by}px`
    element.style.opacity = by === 0 ? '' : String(Math.max(0, 1 - Math.abs(by) / (3 * AWAY_PX)))
  }

  function end({ currentTarget, clientX }: PointerEvent<HTMLElement>, isDone: boolean) {
    const by = start.current === undefined ? 0 : clientX - start.current
    start.current = undefined
    if (isDone && Math.abs(by) >= AWAY_PX) onSwiped?.()
    else move(currentTarget, 0)
  }

  return {
    onPointerDown: ({ pointerType, clientX }) => {
      if (onSwiped && pointerType === 'touch') start.current = clientX
    },
    onPointerMove: ({ currentTarget, clientX }) => {
      if (start.current !== undefined) move(currentTarget, clientX - start.current)
    },
    onPointerUp: (event) => end(event, true),
    onPointerCancel: (event) => end(event, false),
  }
}
