import { useEffect, type RefObject } from 'react'
import { useAttention } from '../../a11y/useAttention.ts'

/** How long a row must be in view, and the page looked at, before it counts as seen. */
const SEEN_MS = 500
/** Of a row, or of the view where the row is taller. */
const SEEN_SHARE = 0.5
/** Small steps, so that a row many times as tall as the view is noticed too. */
const THRESHOLDS = Array.from({ length: 51 }, (_, step) => step / 50)

/**
 * Calls `onSeen` with the key of each row below `root` (`data-key`) that was at least half in view for half a second
 * while the page was visible and had the focus.
 */
export function useSeenRows(root: RefObject<HTMLElement | null>, onSeen: (key: string) => void): void {
  const attentive = useAttention()

  useEffect(() => {
    const element = root.current
    if (!attentive || !element) return
    const timers = new Map<Element, ReturnType<typeof setTimeout>>()
    const seen = new WeakSet<Element>()

    function stop(row: Element) {
      clearTimeout(timers.get(row))
      timers.delete(row)
    }

    const inView = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRect, boundingClientRect } of entries) {
          const needed = Math.min(boundingClientRect.height, element.clientHeight) * SEEN_SHARE
          if (intersectionRect.height === 0 || intersectionRect.height < needed) stop(target)
          else if (!seen.has(target) && !timers.has(target)) timers.set(target, setTimeout(see, SEEN_MS, target))
        }
      },
      { threshold: THRESHOLDS },
    )

    function see(row: Element) {
      timers.delete(row)
      seen.add(row)
      inView.unobserve(row)
      const key = row.getAttribute('data-key')
      if (key !== null) onSeen(key)
    }

    const coming = new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records) {
        removedNodes.forEach((node) => rowsIn(node).forEach(leave))
        addedNodes.forEach((node) => rowsIn(node).forEach((row) => inView.observe(row)))
      }
    })
    function leave(row: Element) {
      stop(row)
      inView.unobserve(row)
    }

    rowsIn(element).forEach((row) => inView.observe(row))
    coming.observe(element, { childList: true, subtree: true })
    return () => {
      coming.disconnect()
      inView.disconnect()
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }, [attentive, root, onSeen])
}

function rowsIn(node: Node): Element[] {
  if (!(node instanceof Element)) return []
  const rows = [...node.querySelectorAll('[data-key]')]
  return node.hasAttribute('data-key') ? [node, ...rows] : rows
}
