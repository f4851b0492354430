import type { Scenario } from './scenario.ts'

const MESSAGES = 50

export const prepend: Scenario = {
  name: 'prepend',
  messages: 2_000,
  contestants: ['ours', 'floor', 'chatscope'],
  run: async ({ page }) => {
    await page.evaluate(() => window.bench.mount())
    return { moved: await page.evaluate((count) => window.bench.prepend(count), MESSAGES) }
  },
}
