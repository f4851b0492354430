/** How often the clock is looked at, and how far it must have jumped to mean the machine slept. */
const CLOCK_CHECK_MS = 1_000
const CLOCK_JUMP_MS = 5_000

/**
 * Calls `wake` when the network may be back: online, page visible or shown again, machine woken.
 * Returns how to stop. Does nothing where there is no window.
 */
export function onWake(wake: () => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined
  const visible = (): void => {
    if (document.visibilityState === 'visible') wake()
  }
  let before = Date.now()
  const clock = setInterval(() => {
    const now = Date.now()
    if (now - before > CLOCK_JUMP_MS) wake()
    before = now
  }, CLOCK_CHECK_MS)
  window.addEventListener('online', wake)
  window.addEventListener('pageshow', wake)
  document.addEventListener('visibilitychange', visible)
  return () => {
    clearInterval(clock)
    window.removeEventListener('online', wake)
    window.removeEventListener('pageshow', wake)
    document.removeEventListener('visibilitychange', visible)
  }
}
