/** Every tab hears of a notification within this time of the first. */
const HELD_MS = 60_000

/** Missing where a page is served without TLS. */
type MaybeLocks = LockManager | undefined

/** Whether this tab is the first of all to ask for `name`. Without Web Locks each tab is the first for itself. */
export function claim(name: string, signal: AbortSignal): Promise<boolean> {
  const locks: MaybeLocks = navigator.locks
  if (!locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock ? pass(HELD_MS, signal) : undefined
      })
      .catch(() => resolve(false))
  })
}

function pass(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, time)
    signal.addEventListener('abort', end, { once: true })
    function end(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}
