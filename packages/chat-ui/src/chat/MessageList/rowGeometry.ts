/** Less than this is rounding, not movement. */
export const STILL_PX = 0.5
/** So many rows are remembered: should the first of them go, the next one holds the place. */
const ANCHORS = 4

/** Where a row is to stand; a number is its distance from the upper edge. */
export type Align = 'center' | 'nearest' | number

/** A row, and how far below the upper edge it stands. */
export interface Anchor {
  readonly element: Element
  readonly key: string | undefined
  readonly offset: number
}

/** The rows that the reader looks at: those that begin in view, else the one that fills it. */
export function anchorsIn(scroller: Element, container: Element): readonly Anchor[] {
  const box = scroller.getBoundingClientRect()
  const rows = container.children
  const first = firstBelow(rows, box.top - STILL_PX)
  const found: Anchor[] = []
  for (let index = first; index < rows.length && found.length < ANCHORS; index++) {
    const element = rows[index]
    const top = element?.getBoundingClientRect().top ?? Infinity
    if (top >= box.bottom) break
    if (element && isMessage(element)) found.push({ element, key: keyOf(element), offset: top - box.top })
  }
  for (let index = first - 1; index >= 0 && found.length === 0; index--) {
    const element = rows[index]
    if (!element || !isMessage(element)) continue
    const { top, bottom } = element.getBoundingClientRect()
    if (bottom <= box.top) break
    found.push({ element, key: keyOf(element), offset: top - box.top })
  }
  return found
}

/** Key of the last message of which something is in view. */
export function lastVisibleKey(scroller: Element, container: Element): string | undefined {
  const rows = container.children
  const { bottom } = scroller.getBoundingClientRect()
  for (let index = firstBelow(rows, bottom - 1) - 1; index >= 0; index--) {
    const element = rows[index]
    if (element && isMessage(element)) return keyOf(element)
  }
  return undefined
}

/** The first of the rows, which stand in order, that begins at `top` or below. */
function firstBelow(rows: HTMLCollection, top: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().top ?? Infinity) < top) low = middle + 1
    else high = middle
  }
  return low
}

function rowIn(element: Element): Element | null {
  return element.hasAttribute('data-key') ? element : element.firstElementChild
}

function keyOf(element: Element): string | undefined {
  return rowIn(element)?.getAttribute('data-key') ?? undefined
}

/** Headings and gaps come and go with what is around them: no place is kept by them. */
function isMessage(element: Element): boolean {
  const row = rowIn(element)
  return row !== null && row.hasAttribute('data-key') && !row.hasAttribute('data-gap')
}

/** How far below the upper edge of the view a row is to stand. */
export function wantedOffset(row: DOMRect, view: DOMRect, align: Align): number {
  const room = view.height - row.height
  if (typeof align === 'number') return align
  if (room < 0) return 0
  if (align === 'center') return room / 2
  return Math.min(Math.max(row.top - view.top, 0), room)
}
