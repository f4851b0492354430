import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 20

/** Waits until `isTrue` says so; gives up with an error that names what was waited for. */
export async function until(
  what: string | (() => string),
  isTrue: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await isTrue())) {
    if (performance.now() > deadline) {
      throw new Error(`Not within ${withinMs / 1000} s: ${typeof what === 'string' ? what : what()}`)
    }
    await delay(POLL_MS)
  }
}
