import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

export interface Popover<Root extends HTMLElement, Panel extends HTMLElement> {
  readonly isOpen: boolean
  readonly open: () => void
  /** Closes and gives the focus back to the trigger. */
  readonly close: () => void
  readonly rootRef: RefObject<Root | null>
  readonly triggerRef: RefObject<HTMLButtonElement | null>
  readonly panelRef: RefObject<Panel | null>
}

/** A panel that belongs to a button: takes the focus, and closes on Escape and on a press anywhere else. */
export function usePopover<Root extends HTMLElement, Panel extends HTMLElement>(): Popover<Root, Panel> {
  const [isOpen, setOpen] = useState(false)
  const rootRef = useRef<Root>(null)
  const triggerRef = useRef<HTMLButtonElement>(null)
  const panelRef = useRef<Panel>(null)

  const open = useCallback(() => setOpen(true), [])
  const close = useCallback(() => {
    setOpen(false)
    triggerRef.current?.focus()
  }, [])

  useEffect(() => {
    if (!isOpen) return
    panelRef.current?.focus()
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !rootRef.current?.contains(event.target)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close()
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [isOpen, close])

  return { isOpen, open, close, rootRef, triggerRef, panelRef }
}
