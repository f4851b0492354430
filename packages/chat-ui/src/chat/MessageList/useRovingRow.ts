import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import { useRowControls } from './useRowControls.ts'

const PAGE_ROWS = 10
const UPWARDS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

/** What there is to know of a row; those of messages and gaps can have the focus. */
export interface RovingRowItem {
  readonly kind: string
  readonly key: string
}

export interface RovingRowOptions {
  /** What scrolls. Each row in it that can have the focus carries its key as `data-key`, and `tabIndex={-1}`. */
  readonly containerRef: RefObject<HTMLElement | null>
  readonly rows: ArrayLike<RovingRowItem>
  readonly scrollToIndex: (index: number) => void
  /** Called when the reader goes up from the first row. */
  readonly onBeforeFirst?: () => void
}

export interface RovingRow {
  /** Index of the row that the Tab key reaches: it has to stay mounted, wherever the reader scrolls. */
  readonly activeIndex: number | undefined
  /** For what scrolls. */
  readonly getContainerProps: () => {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  }
}

/** A row, and where it stood among how many when it was chosen: it is found again without looking through all. */
interface Chosen {
  readonly key: string
  readonly index: number
  readonly count: number
}

/**
 * One tab stop for all rows. Arrow keys, Home, End and the page keys go from row to row, Enter goes into a row, Escape
 * out. The newest row is the stop until the reader chooses another.
 */
export function useRovingRow({ containerRef, rows, scrollToIndex, onBeforeFirst }: RovingRowOptions): RovingRow {
  const [chosen, setChosen] = useState<Chosen>()
  const wanted = useRef<string>(undefined)
  const stop = useRef<HTMLElement>(null)
  const controls = useRowControls(containerRef, rows.length > 0)
  const found = chosen && locate(chosen, rows)
  const activeIndex = found ?? nearest(rows, rows.length - 1, -1)
  if (chosen && found === undefined)
    setChosen(chosenAt(rows, nearest(rows, Math.min(chosen.index, rows.length - 1), -1)))
  const activeKey = activeIndex === undefined ? undefined : rows[activeIndex]?.key

  useLayoutEffect(() => {
    if (activeKey === undefined) return
    const row = rowElement(containerRef.current, activeKey)
    // By hand, so that an arrival draws no row but its own.
    if (stop.current !== row && stop.current) stop.current.tabIndex = -1
    if (row) row.tabIndex = 0
    stop.current = row
    if (wanted.current !== activeKey) return
    // The row is kept mounted from this commit on, however far away it is; it may have to be measured first.
    row?.focus({ preventScroll: true })
    if (row && document.activeElement === row) wanted.current = undefined
  })

  function choose(index: number) {
    const next = chosenAt(rows, index)
    wanted.current = next?.key
    setChosen(next)
    scrollToIndex(index)
  }

  return {
    activeIndex,
    getContainerProps: () => ({
      onFocus(event) {
        const key = controls.onFocus(event)
        if (key === undefined || key === chosen?.key) return
        const index = key === activeKey ? activeIndex : lastIndexOf(rows, key)
        setChosen(chosenAt(rows, index))
      },
      onBlur(event) {
        wanted.current = undefined
        controls.onBlur(event)
      },
      onKeyDown(event) {
        if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
        // Keys pressed on something inside a row belong to that.
        if (controls.onKeyDown(event)) return
        const target = event.target
        if (!(target instanceof HTMLElement) || target.dataset.key === undefined || activeIndex === undefined) return
        const to = destination(event.key, activeIndex, rows)
        if (to === undefined) return
        event.preventDefault()
        if (to === activeIndex && UPWARDS.has(event.key)) onBeforeFirst?.()
        choose(to)
      },
    }),
  }
}

function rowElement(container: HTMLElement | null, key: string): HTMLElement | null {
  return container?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
}

function chosenAt(rows: ArrayLike<RovingRowItem>, index: number | undefined): Chosen | undefined {
  const row = index === undefined ? undefined : rows[index]
  return row && index !== undefined ? { key: row.key, index, count: rows.length } : undefined
}

/** Where a row stands now: as before if rows came after it, further on if they came before, or near that. */
function locate({ key, index, count }: Chosen, rows: ArrayLike<RovingRowItem>): number | undefined {
  if (rows[index]?.key === key) return index
  const guess = index + rows.length - count
  for (let distance = 0; distance <= rows.length; distance++) {
    if (rows[guess - distance]?.key === key) return guess - distance
    if (rows[guess + distance]?.key === key) return guess + distance
  }
  return undefined
}

function lastIndexOf(rows: ArrayLike<RovingRowItem>, key: string): number | undefined {
  for (let at = rows.length - 1; at >= 0; at--) if (rows[at]?.key === key) return at
  return undefined
}

function canFocus(row: RovingRowItem | undefined): boolean {
  return row?.kind === 'message' || row?.kind === 'gap'
}

/** The first row from `index` on that can have the focus; if there is none that way, the first the other way. */
function nearest(rows: ArrayLike<RovingRowItem>, index: number, step: 1 | -1): number | undefined {
  for (let at = index; at >= 0 && at < rows.length; at += step) if (canFocus(rows[at])) return at
  for (let at = index - step; at >= 0 && at < rows.length; at -= step) if (canFocus(rows[at])) return at
  return undefined
}

function destination(key: string, from: number, rows: ArrayLike<RovingRowItem>): number | undefined {
  const last = rows.length - 1
  switch (key) {
    case 'ArrowUp':
      return nearest(rows, Math.max(0, from - 1), -1)
    case 'ArrowDown':
      return nearest(rows, Math.min(last, from + 1), 1)
    case 'PageUp':
      return nearest(rows, Math.max(0, from - PAGE_ROWS), -1)
    case 'PageDown':
      return nearest(rows, Math.min(last, from + PAGE_ROWS), 1)
    case 'Home':
      return nearest(rows, 0, 1)
    case 'End':
      return nearest(rows, last, -1)
    default:
      return undefined
  }
}
