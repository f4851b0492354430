import type { KeyboardEvent } from 'react'

/** `data-mc-region="header"`, `"transcript"` or `"composer"`. */
const REGION = '[data-mc-region]'
/** Where one arrives in a region: the row that Tab reaches, the text; else the first control. */
const ENTRIES = [
  '[role="feed"] [data-key][tabindex="0"]',
  'textarea, [contenteditable="true"]',
  'a[href], button, input, select, [tabindex]',
] as const

export interface RegionKeys {
  /** For the root that the regions are in. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** F6 goes to the next region of a window, Shift+F6 to the one before, in a circle. */
export function useRegionKeys(): RegionKeys {
  return { onKeyDown }
}

function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'F6' || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
  const regions = [...event.currentTarget.querySelectorAll<HTMLElement>(REGION)]
  const from = regions.findIndex((region) => region.contains(document.activeElement))
  const step = event.shiftKey ? -1 : 1
  const to = from < 0 && event.shiftKey ? regions.length - 1 : (from + step + regions.length) % regions.length
  const region = regions[to]
  if (!region) return
  event.preventDefault()
  enter(region)
}

function enter(region: HTMLElement): void {
  for (const entry of ENTRIES) {
    const found = [...region.querySelectorAll<HTMLElement>(entry)].find(
      (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
    )
    if (!found) continue
    found.focus()
    return
  }
  // Nothing in it takes the focus: then it does, so that it is read.
  if (!region.hasAttribute('tabindex')) region.tabIndex = -1
  region.focus()
}
