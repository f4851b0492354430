import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

const ROW = '[data-key]'
const CONTROL = 'a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]'
/** A control that is no tab stop for as long as its row has not been entered. */
const AT_REST = 'data-mc-at-rest'
/** What lies over the rows is not of them, though it is in them. */
const LAYER = 'dialog, [popover]'

export interface RowControls {
  /** Gives the key of the row that the focus is in. */
  readonly onFocus: (event: FocusEvent<HTMLElement>) => string | undefined
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
  /** Whether the key was for what is inside a row. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => boolean
}

/**
 * Links and buttons in rows are no tab stops until their row is entered, whatever is put into a row and whenever. The
 * focus is never lost: when the button that has it goes, its row gets it; when the row goes, the next.
 */
export function useRowControls(containerRef: RefObject<HTMLElement | null>, hasRows: boolean): RowControls {
  /** What had the focus last, for as long as that was in a row. */
  const last = useRef<{ readonly target: HTMLElement; readonly row: HTMLElement }>(undefined)

  useLayoutEffect(() => {
    const container = containerRef.current
    if (!container || !hasRows) return
    rest(container, undefined)
    const observer = new MutationObserver((records) => {
      const focused = last.current
      const entered = focused && focused.target !== focused.row ? focused.row : undefined
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node instanceof HTMLElement) rest(node, entered)
      }
      if (!focused) return
      if (!isLost(focused.target)) {
        if (!focused.target.isConnected) last.current = undefined
        return
      }
      const row = focused.row.isConnected ? focused.row : container.querySelector<HTMLElement>(`${ROW}[tabindex="0"]`)
      row?.focus({ preventScroll: true })
    })
    observer.observe(container, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] })
    return () => observer.disconnect()
  }, [containerRef, hasRows])

  return {
    onFocus({ target }) {
      const row = target.closest<HTMLElement>(ROW)
      last.current = row ? { target, row } : undefined
      if (row === target) rest(row, undefined)
      else if (row && !target.closest(LAYER)) wake(row)
      return row?.dataset.key
    },
    onBlur({ target, relatedTarget }) {
      const row = target.closest<HTMLElement>(ROW)
      if (!row || (relatedTarget instanceof Node && row.contains(relatedTarget))) return
      rest(row, undefined)
      // What was removed is blurred too: then it is the observer's turn first.
      queueMicrotask(() => {
        if (target.isConnected && document.activeElement !== target && last.current?.target === target) {
          last.current = undefined
        }
      })
    },
    onKeyDown(event) {
      const { target } = event
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>(ROW) : null
      if (!row || !(target instanceof HTMLElement) || target.closest(LAYER)) return false
      if (target === row) {
        if (event.key !== 'Enter') return false
        const [first] = wake(row)
        if (!first) return false
        event.preventDefault()
        first.focus()
        return true
      }
      if (event.key === 'Escape') {
        // Only out of the row, not out of a panel the chat may be in.
        event.preventDefault()
        event.stopPropagation()
        row.focus({ preventScroll: true })
      }
      return true
    },
  }
}

function isLost(target: HTMLElement): boolean {
  if (!target.isConnected) return document.activeElement === document.body || document.activeElement === null
  // A button that was pressed and is off since holds the focus without taking keys.
  return document.activeElement === target && target.matches(':disabled')
}

/** Makes the controls of a row tab stops, and gives those that can have the focus now. */
function wake(row: HTMLElement): readonly HTMLElement[] {
  const controls = [...row.querySelectorAll<HTMLElement>(`[${AT_REST}]`)]
  for (const control of controls) {
    control.tabIndex = 0
    control.removeAttribute(AT_REST)
  }
  return [...row.querySelectorAll<HTMLElement>(CONTROL)].filter(
    (control) => control.tabIndex >= 0 && !control.matches(`:disabled, :is(${LAYER}) *`) && control.checkVisibility(),
  )
}

/** Takes controls out of the tab order: those in `root` that belong to a row other than the one that is entered. */
function rest(root: HTMLElement, entered: HTMLElement | undefined): void {
  const controls = [...root.querySelectorAll<HTMLElement>(CONTROL)]
  if (root.matches(CONTROL)) controls.push(root)
  for (const control of controls) {
    if (control.tabIndex < 0 || control.matches(`${ROW}, :is(${LAYER}) *`)) continue
    const row = control.closest(ROW)
    if (!row || row === entered) continue
    control.tabIndex = -1
    control.setAttribute(AT_REST, '')
  }
}
