import type { Browser, Page } from 'playwright'
import type { ContestantName } from '../page/contestant.ts'
import type { Bench } from '../page/bench.ts'
import { profile } from './profile.ts'

const VIEW = { width: 480, height: 800 }

/** A fresh tab with one contestant in it. */
export interface Tab {
  readonly page: Page
  /** What `work` takes of the main thread's processor time, in milliseconds. */
  mainThread(work: () => Promise<unknown>): Promise<number>
  /** Bytes of the JavaScript heap that are in use after a garbage collection. */
  heap(): Promise<number>
  close(): Promise<void>
}

declare global {
  interface Window {
    bench: Bench
  }
}

export interface TabOptions {
  readonly browser: Browser
  readonly url: string
  readonly name: ContestantName
  /** Messages it begins with. */
  readonly count: number
  /** Prints where the time of the main thread goes while it is measured. */
  readonly isProfile: boolean
}

export async function openTab({ browser, url, name, count, isProfile }: TabOptions): Promise<Tab> {
  const context = await browser.newContext({ viewport: VIEW, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(url)
  await page.waitForFunction(() => 'bench' in window)
  const session = await context.newCDPSession(page)
  // Processor time, not the time that passed: others on the machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.evaluate(([who, many]) => window.bench.open(who, many), [name, count] as const)

  async function taskDuration(): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN
  }

  return {
    page,
    mainThread: async (work) => {
      const before = await taskDuration()
      if (isProfile) process.stdout.write(`\n${name}\n${await profile(session, work)}\n`)
      else await work()
      return ((await taskDuration()) - before) * 1_000
    },
    heap: async () => {
      // What the first leaves to be finalised the second takes.
      await session.send('HeapProfiler.collectGarbage')
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Runtime.getHeapUsage')).usedSize
    },
    close: async () => {
      await context.close()
      if (faults.length > 0) throw new Error(faults.join('; '))
    },
  }
}
