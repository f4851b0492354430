import { setTimeout } from 'node:timers/promises'
import { percentile } from '../statistics.ts'
import type { Scenario } from './scenario.ts'

const PER_SECOND = 100
const SECONDS = 10

export const rate: Scenario = {
  name: 'rate',
  messages: 10_000,
  contestants: ['ours', 'ours-window', 'floor', 'spec'],
  run: async ({ page, mainThread }) => {
    await page.evaluate(() => window.bench.mount())
    const since = performance.now()
    await page.evaluate((perSecond) => window.bench.start(perSecond), PER_SECOND)
    const cpu = await mainThread(() => setTimeout(SECONDS * 1_000 - (performance.now() - since)))
    const { frames, longestTask } = await page.evaluate(() => window.bench.stop())
    return {
      frameP95: percentile(frames, 0.95),
      frameWorst: Math.max(...frames),
      longestTask,
      share: cpu / (SECONDS * 1_000),
      rateLost: await page.evaluate(() => window.bench.lost()),
    }
  },
}
