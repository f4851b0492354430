import { useLayoutEffect, useRef, type HTMLAttributes } from 'react'

/**
 * Keeps the focus in a region when what has it goes away with a change: it goes to `fallback` instead of being lost.
 * Spread what it gives on the region; it looks after each of the caller's renders.
 */
export function useKeptFocus(
  fallback: (cameFrom: Element | null) => HTMLElement | null | undefined,
): HTMLAttributes<HTMLElement> {
  const isInside = useRef(false)
  const cameFrom = useRef<Element>(null)

  useLayoutEffect(() => {
    // React tells of no blur of what it takes away.
    if (isInside.current && (document.activeElement ?? document.body) === document.body) {
      isInside.current = false
      fallback(cameFrom.current)?.focus()
    }
  })

  return {
    onFocus: ({ currentTarget, relatedTarget }) => {
      isInside.current = true
      if (relatedTarget instanceof Element && !currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) isInside.current = false
    },
  }
}
