import { useEffect, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

/** What a menu's root listens to. */
export interface MenuBehaviour {
  /** Closes it and gives the focus back to its button. */
  close(): void
  onBlur(event: FocusEvent): void
  onKeyDown(event: KeyboardEvent): void
}

const ITEMS = '[role^="menuitem"]'

/** Keyboard and focus of a menu button, after the ARIA pattern. `root` holds the button and the open menu. */
export function useMenu(
  root: RefObject<HTMLElement | null>,
  open: boolean,
  setOpen: (open: boolean) => void,
): MenuBehaviour {
  useEffect(() => {
    if (!open) return
    const first = root.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(root.current)[0]
    first?.focus()
    const pressedElsewhere = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', pressedElsewhere)
    return () => document.removeEventListener('pointerdown', pressedElsewhere)
  }, [root, open, setOpen])

  function close(): void {
    setOpen(false)
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }

  return {
    close,
    onBlur: (event) => {
      if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
    },
    onKeyDown: (event) => {
      if (!open) {
        if (event.key === 'ArrowDown') setOpen(true)
        return
      }
      if (event.key === 'Escape') return close()
      const items = itemsOf(root.current)
      const next = nextIndex(
        event.key,
        items.findIndex((item) => item === document.activeElement),
        items.length,
      )
      if (next === undefined) return
      event.preventDefault()
      items[next]?.focus()
    },
  }
}

function itemsOf(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]
}

function nextIndex(key: string, current: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (current + 1) % count
  if (key === 'ArrowUp') return (current - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
