import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

const PAGE_ROWS = 10

export interface RovingRow {
  /** The row that the Tab key reaches. */
  readonly activeKey: string | undefined
  readonly onFocusRow: (key: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** One tab stop for all rows; arrow keys, Home, End and the page keys go from row to row. */
export function useRovingRow(
  container: RefObject<HTMLElement | null>,
  keys: readonly string[],
  scrollToKey: (key: string) => void,
): RovingRow {
  const [chosen, setChosen] = useState<string>()
  const wanted = useRef<string>(undefined)
  const newest = keys.at(-1)
  const activeKey = chosen !== undefined && keys.includes(chosen) ? chosen : newest

  useLayoutEffect(() => {
    // The row is kept mounted from this commit on, however far away it is.
    if (wanted.current === undefined || wanted.current !== activeKey) return
    wanted.current = undefined
    container.current
      ?.querySelector<HTMLElement>(`[data-key="${CSS.escape(activeKey)}"]`)
      ?.focus({ preventScroll: true })
  })

  return {
    activeKey,
    onFocusRow: setChosen,
    onKeyDown(event) {
      // Keys pressed on something inside a row belong to that.
      const target = event.target
      if (!(target instanceof HTMLElement) || target.dataset.key === undefined) return
      const from = keys.indexOf(target.dataset.key)
      const to = destination(event.key, from, keys.length)
      const key = to === undefined ? undefined : keys[to]
      if (key === undefined) return
      event.preventDefault()
      wanted.current = key
      setChosen(key)
      scrollToKey(key)
    },
  }
}

function destination(key: string, from: number, count: number): number | undefined {
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowUp':
      return clamp(from - 1)
    case 'ArrowDown':
      return clamp(from + 1)
    case 'PageUp':
      return clamp(from - PAGE_ROWS)
    case 'PageDown':
      return clamp(from + PAGE_ROWS)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
