import type { Scenario } from './scenario.ts'

export const mount: Scenario = {
  name: 'mount',
  messages: 10_000,
  // The window has no messages when it is mounted: it asks for them.
  contestants: ['ours', 'floor', 'spec', 'chatscope'],
  run: async ({ page, mainThread, heap }) => {
    let mounted = Number.NaN
    const cpu = await mainThread(async () => {
      mounted = await page.evaluate(() => window.bench.mount())
    })
    const rows = await page.evaluate(() => window.bench.rows())
    return { mount: mounted, mountCpu: cpu, rows, heap: (await heap()) / 1e6 }
  },
}
