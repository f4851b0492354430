import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright'

const LOOK_MS = 100
/** Of all its processes, from one look to the next: what the looking takes. */
const REST_MS = 10
const PATIENCE_MS = 20_000

/** Ends when the browser is at rest: for each new window it starts parts of its own, half a second on both cores. */
export async function rest(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const since = performance.now()
  try {
    let before = Number.NEGATIVE_INFINITY
    let now = await processorTime()
    // A process that ends takes its time with it.
    while (Math.abs(now - before) > REST_MS) {
      if (performance.now() - since > PATIENCE_MS) throw new Error('The browser does not come to rest.')
      await setTimeout(LOOK_MS)
      before = now
      now = await processorTime()
    }
  } finally {
    await session.detach()
  }

  async function processorTime(): Promise<number> {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0)
  }
}
