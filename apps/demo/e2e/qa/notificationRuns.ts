import { expect, type BenchPage } from './bench.ts'
import type { Runs } from './runs.ts'

export const NOTIFICATION_RUNS: Runs = {
  'notification-new': async (bench) => {
    const before = [await counted(bench, 1), await counted(bench, 2)]
    await bench.broadcast('system', 'medium')
    await expect(bench.pane(1).getByText('A medium notification').first()).toBeVisible()
    await expect.poll(() => bench.unread(1)).toBe((before[0] ?? 0) + 1)
    await expect.poll(() => bench.unread(2)).toBe((before[1] ?? 0) + 1)
    await expect(await bench.frames(1, { type: 'new_notification', direction: 'in' })).toHaveCount(1)
    await expect(await bench.frames(1, { type: 'unread_count_update', direction: 'in' })).not.toHaveCount(1)
  },

  'notification-critical': async (bench) => {
    const [first, second] = [await counted(bench, 1), await counted(bench, 2)]
    await bench.broadcast('medical_record', 'critical')
    for (const slot of [1, 2] as const) await expect(criticalToasts(bench, slot).first()).toBeVisible()
    await expect.poll(() => bench.unread(1)).toBe(first + 1)
    await acknowledgeAll(bench, 1)
    await expect.poll(() => bench.unread(1)).toBeLessThanOrEqual(first)
    await expect(criticalToasts(bench, 2).first()).toBeVisible()
    expect(await bench.unread(2)).toBe(second + 1)
    await acknowledgeAll(bench, 2)
  },

  'notification-read': async (bench) => {
    const before = await counted(bench, 1)
    await counted(bench, 2)
    await bench.broadcast('billing', 'high')
    for (const slot of [1, 2] as const) await expect.poll(() => bench.unread(slot)).toBe(before + 1)
    const center = await openCenter(bench)
    await center.getByRole('button', { name: 'Mark as read' }).first().click()
    for (const slot of [1, 2] as const) await expect.poll(() => bench.unread(slot)).toBe(before)
    await expect(await bench.frames(2, { type: 'notification_read', direction: 'in' })).toHaveCount(1)
  },

  'notification-mark-all-read': async (bench) => {
    const before = await counted(bench, 1)
    await counted(bench, 2)
    await bench.broadcast('appointment', 'low')
    await bench.broadcast('message', 'medium')
    for (const slot of [1, 2] as const) await expect.poll(() => bench.unread(slot)).toBe(before + 2)
    const center = await openCenter(bench)
    await center.getByRole('button', { name: 'Mark all as read' }).click()
    for (const slot of [1, 2] as const) await expect.poll(() => bench.unread(slot)).toBe(0)
    await expect(await bench.frames(2, { type: 'bulk_update', direction: 'in' })).toHaveCount(1)
  },

  'notification-subscribe': async (bench) => {
    await bench.openFaults(1)
    await bench.control('raw-frame', 1).selectOption('subscribe-appointments')
    await bench.control('send-raw-frame', 1).click()
    await bench.broadcast('system', 'medium')
    await bench.broadcast('system', 'critical')
    await expect(await bench.frames(2, { type: 'new_notification', direction: 'in' })).toHaveCount(2)
    await expect(await bench.frames(1, { type: 'new_notification', direction: 'in' })).toHaveCount(1)
    for (const slot of [1, 2] as const) await acknowledgeAll(bench, slot)
  },
}

/** What the bell says once the server has told. */
async function counted(bench: BenchPage, slot: 1 | 2): Promise<number> {
  await expect((await bench.frames(slot, { type: 'unread_count_update', direction: 'in' })).first()).toBeVisible()
  return bench.unread(slot)
}

function criticalToasts(bench: BenchPage, slot: 1 | 2) {
  return bench.pane(slot).getByRole('button', { name: 'Acknowledge' })
}

async function acknowledgeAll(bench: BenchPage, slot: 1 | 2): Promise<void> {
  const buttons = criticalToasts(bench, slot)
  await expect(async () => {
    if ((await buttons.count()) > 0) await buttons.first().click({ timeout: 500 })
    await expect(buttons).toHaveCount(0, { timeout: 200 })
  }).toPass({ intervals: [50] })
}

async function openCenter(bench: BenchPage) {
  await bench
    .pane(1)
    .getByRole('button', { name: /^Notifications/ })
    .click()
  return bench.pane(1).getByRole('dialog', { name: 'Notifications' })
}
