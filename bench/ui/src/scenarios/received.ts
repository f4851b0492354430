import type { Scenario } from './scenario.ts'

const WARM_UP = 20
const MEASURED = 60

export const received: Scenario = {
  name: 'received',
  messages: 10_000,
  contestants: ['ours', 'ours-window', 'floor', 'spec', 'chatscope'],
  run: async ({ page, mainThread }) => {
    await page.evaluate(() => window.bench.mount())
    await page.evaluate((count) => window.bench.receive(count), WARM_UP)
    const cpu = await mainThread(() => page.evaluate((count) => window.bench.receive(count), MEASURED))
    return { received: cpu / MEASURED }
  },
}
