/** Between the menu and what it belongs to, and between it and the edge of the window. */
const GAP_PX = 4
const EDGE_PX = 8

/** Puts a fixed element below its anchor, above it where there is more room, and always inside the window. */
export function placeBeside(element: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect()
  const { width, height } = element.getBoundingClientRect()
  const fitsBelow = at.bottom + GAP_PX + height <= window.innerHeight - EDGE_PX
  const top = fitsBelow ? at.bottom + GAP_PX : at.top - GAP_PX - height
  // Towards the middle of what it stands in, so that it covers the message rather than leaves the window.
  const left = at.left + at.width / 2 > window.innerWidth / 2 ? at.right - width : at.left
  element.style.top = `${within(top, window.innerHeight - height)}px`
  element.style.left = `${within(left, window.innerWidth - width)}px`
}

function within(value: number, limit: number): number {
  return Math.max(EDGE_PX, Math.min(value, limit - EDGE_PX))
}
