import { useState, type KeyboardEvent } from 'react'

export interface RovingList {
  /** For what the items are in. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  /** For the focusable element of an item. */
  readonly getItemProps: (key: string) => { readonly tabIndex: number; readonly onFocus: () => void }
}

/** One tab stop for a short list: arrow keys, Home and End go from item to item. It begins at `current`. */
export function useRovingList(keys: readonly string[], current: string | undefined): RovingList {
  const [focused, setFocused] = useState<string>()
  const active = [focused, current].find((key) => key !== undefined && keys.includes(key)) ?? keys[0]

  return {
    onKeyDown(event) {
      const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[tabindex]')]
      const from = items.findIndex((item) => item === event.target)
      const to = destination(event.key, from, items.length)
      if (from < 0 || to === undefined) return
      event.preventDefault()
      items[to]?.focus()
    },
    getItemProps: (key) => ({ tabIndex: key === active ? 0 : -1, onFocus: () => setFocused(key) }),
  }
}

function destination(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1)
    case 'ArrowDown':
      return Math.min(count - 1, from + 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
