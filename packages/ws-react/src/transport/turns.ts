export interface TurnOptions {
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** Whether whoever has the turn seems to do nothing: it is asked now and then while waiting. */
  isStuck(): boolean
}

/** How often a tab that waits looks whether the one whose turn it is still does something. */
const LOOK_MS = 1_000

/**
 * Runs `work` while no other tab runs any of the same name. A tab that is frozen in the middle loses its turn; `lost`
 * tells it so when it thaws. Resolves when the work is over, or the waiting was ended.
 */
export async function takeTurn(
  locks: LockManager,
  name: string,
  { signal, isStuck }: TurnOptions,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController()
  let working: Promise<void> | undefined
  const begin = (): Promise<void> => (working = work(lost.signal))

  while (!working && !signal.aborted) {
    const patience = new AbortController()
    const timer = setInterval(() => isStuck() && patience.abort(), LOOK_MS)
    const waiting = { signal: AbortSignal.any([signal, patience.signal]) }
    try {
      await locks.request(name, waiting, () => {
        clearInterval(timer)
        return begin()
      })
    } catch {
      clearInterval(timer)
      if (working || signal.aborted) break
      if (patience.signal.aborted) await locks.request(name, { steal: true }, begin).catch(() => undefined)
    }
  }
  // Over without having ended: another tab took it.
  lost.abort()
  await working?.catch(() => undefined)
}
