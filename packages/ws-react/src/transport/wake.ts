import type { Clock } from './clock.ts'

/** `online` and `offline`: what the browser says of the network. `awake`: the page is seen again, or the machine slept. */
export type WakeSignal = 'online' | 'offline' | 'awake'

/** Tells when a connection should look after itself. Returns how to stop. */
export type WakeSource = (tell: (signal: WakeSignal) => void, clock: Clock) => () => void

/** How often the clock is looked at, and how far it must have jumped to mean the machine slept. */
const CLOCK_CHECK_MS = 1_000
const CLOCK_JUMP_MS = 5_000
/** The same for a hidden page, whose timers the browser holds back for up to a minute. */
const HIDDEN_CLOCK_JUMP_MS = 120_000

/** The browser's signals; none where there is no window. */
export const onWake: WakeSource = (tell, clock) => {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined
  const ended = new AbortController()
  const { signal } = ended
  let before = clock.now()
  let cancelCheck = clock.after(CLOCK_CHECK_MS, checkClock)

  function checkClock(): void {
    const passed = clock.now() - before
    before += passed
    cancelCheck = clock.after(CLOCK_CHECK_MS, checkClock)
    if (passed > (document.hidden ? HIDDEN_CLOCK_JUMP_MS : CLOCK_JUMP_MS)) tell('awake')
  }

  for (const type of ['online', 'offline'] as const) window.addEventListener(type, () => tell(type), { signal })
  // Shown for the first time it has not slept: what it dials while loading must not be dialled anew.
  window.addEventListener('pageshow', ({ persisted }) => persisted === false || tell('awake'), { signal })
  document.addEventListener('visibilitychange', () => document.hidden || tell('awake'), { signal })
  return () => {
    ended.abort()
    cancelCheck()
  }
}
