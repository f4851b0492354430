import { setTimeout } from 'node:timers/promises'
import { median, percentile } from '../statistics.ts'
import type { Scenario } from './scenario.ts'

const PER_SECOND = 50
const KEYS = 60
/** Not in step with the frames, nor with the messages. */
const BETWEEN_MS = [31, 44, 37, 53]

export const keypress: Scenario = {
  name: 'keypress',
  messages: 10_000,
  contestants: ['ours', 'ours-window', 'floor', 'spec'],
  run: async ({ page }) => {
    await page.evaluate(() => window.bench.mount())
    await page.evaluate(() => window.bench.focusInput())
    await page.evaluate((perSecond) => window.bench.start(perSecond), PER_SECOND)
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press('a')
      await setTimeout(BETWEEN_MS[key % BETWEEN_MS.length])
    }
    await page.evaluate(() => window.bench.stop())
    const times = await page.evaluate(() => window.bench.keys())
    return { keyMedian: median(times), keyP95: percentile(times, 0.95) }
  },
}
