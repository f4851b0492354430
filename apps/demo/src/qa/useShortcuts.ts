import { useEffect } from 'react'
import { controlOfKey, CONTROLS, isInPane, testIdOf, type ControlName } from './model/controls.ts'
import { SLOTS, type Slot } from './model/setup.ts'

export interface ShortcutOptions {
  readonly enabled: boolean
  /** The pane that those of a pane are meant for. */
  readonly active: Slot
  readonly onActivate: (slot: Slot) => void
}

/** Where letters are written, or mean something already. */
const OCCUPIED =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role^=menu], [role=dialog], dialog'

/** Presses the bench's controls by single keys, but not while anything is written. */
export function useShortcuts({ enabled, active, onActivate }: ShortcutOptions): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { target, key } = event
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
      if (target instanceof Element && target.closest(OCCUPIED)) return
      const slot = SLOTS.find((one) => String(one) === key)
      const control = controlOfKey(key)
      // The help can be reached also where the other keys are switched off.
      if (!enabled && control !== 'shortcuts') return
      if (slot) {
        find(`pane-${slot}`)?.focus()
        onActivate(slot)
      } else if (control) {
        event.preventDefault()
        press(control, active)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled, active, onActivate])
}

function press(name: ControlName, active: Slot): void {
  const slot = isInPane(name) ? active : undefined
  const testId = testIdOf(name, slot)
  const element = find(testId)
  if (element) return actOn(element)
  // It is in a panel that is closed.
  const { place } = CONTROLS[name]
  const opener = place === 'server' ? testIdOf('server-panel') : slot && isPanel(place) && testIdOf(place, slot)
  if (!opener) return
  find(opener)?.click()
  requestAnimationFrame(() => {
    const shown = find(testId)
    if (shown) actOn(shown)
  })
}

function isPanel(place: string): place is 'faults' | 'frames' | 'state' {
  return place === 'faults' || place === 'frames' || place === 'state'
}

/** A button or link is pressed, a field gets the keyboard. */
function actOn(element: HTMLElement): void {
  element.focus()
  if (element.matches('button, a')) element.click()
}

function find(testId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
}
