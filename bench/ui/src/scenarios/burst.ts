import type { Scenario } from './scenario.ts'

const MESSAGES = 1_000

export const burst: Scenario = {
  name: 'burst',
  messages: 10_000,
  contestants: ['ours', 'ours-window', 'floor', 'spec', 'chatscope'],
  run: async ({ page, mainThread }) => {
    await page.evaluate(() => window.bench.mount())
    let settled = Number.NaN
    const cpu = await mainThread(async () => {
      settled = await page.evaluate((count) => window.bench.burst(count), MESSAGES)
    })
    return { burst: settled, burstCpu: cpu, lost: await page.evaluate(() => window.bench.lost()) }
  },
}
