import { untilConnected } from '../chat.ts'
import { expect, type BenchPage } from './bench.ts'
import type { Runs } from './runs.ts'

const SENT = /sent|delivered|read/
/** Redialling backs off. */
const PATIENCE = { timeout: 30_000 }

export const CONNECTION_RUNS: Runs = {
  'connection-status': async (bench) => {
    const first = await bench.frames(1, { type: 'connection_status', direction: 'in', detail: 'status connected' })
    await expect(first.first()).toHaveAttribute('data-detail', /last_seq \d+/)
    await expect(await bench.fact(1, 'connection')).toHaveText('connected')
    await expect(await bench.fact(1, 'notifications')).toHaveText('connected')
  },

  'reconnect-killed-socket': async (bench) => {
    await bench.press(1, 'kill-socket')
    await expect(await bench.frames(1, { type: 'close', detail: 'code 1006' })).toHaveCount(2)
    await bench.write(2, 'after the socket was killed')
    const resumed = await bench.frames(1, { type: 'connection_status', detail: 'status reconnected' })
    await expect(resumed).toHaveCount(1, PATIENCE)
    await expect(bench.bubble(1, 'after the socket was killed')).toHaveCount(1)
  },

  'resume-after-offline': async (bench) => {
    await bench.press(2, 'offline')
    await expect(bench.pane(2).locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
    await writeAll(bench, 1, 'missed', 3)
    await expect(bench.bubble(1, 'missed 3')).toHaveAttribute('data-state', 'sent')
    expect(await bench.texts(2, 'missed')).toEqual([])
    await bench.press(2, 'offline')
    await expectAll(bench, 2, 'missed', 3)
    await expect(await bench.fact(2, 'gaps')).toHaveText('0')
  },

  'dead-line': async (bench) => {
    await bench.press(2, 'cut')
    await bench.write(2, 'into the dead line')
    await bench.write(1, 'from the other side')
    await expect(bench.bubble(1, 'from the other side')).toHaveAttribute('data-state', 'sent')
    await expect(bench.bubble(2, 'into the dead line')).toHaveAttribute('data-state', /queued|sending/)
    await bench.press(2, 'cut')
    await expect(bench.bubble(2, 'into the dead line')).toHaveAttribute('data-state', SENT, PATIENCE)
    for (const slot of [1, 2] as const) {
      await expect(bench.bubble(slot, 'into the dead line')).toHaveCount(1)
      await expect(bench.bubble(slot, 'from the other side')).toHaveCount(1)
    }
  },

  'slow-network': async (bench) => {
    await bench.write(2, 'slow 1')
    await bench.write(2, 'slow 2')
    await expect(bench.bubble(2, 'slow 2')).toHaveAttribute('data-state', /queued|sending/)
    await expectAll(bench, 1, 'slow', 2)
    await expect(bench.bubble(2, 'slow 2')).toHaveAttribute('data-state', SENT)
  },

  'lost-frames-in': async (bench) => {
    await writeAll(bench, 1, 'gap', 6)
    await expect(bench.bubble(1, 'gap 6')).toHaveAttribute('data-state', SENT)
    await bench.press(2, 'clear-faults')
    await bench.write(1, 'gap 7')
    await expectAll(bench, 2, 'gap', 7)
    await expect(await bench.fact(2, 'gaps')).toHaveText('0')
    await expect(await bench.fact(2, 'last-seq')).toHaveText(/^(\d+) of \1$/)
  },

  'lost-frames-out': async (bench) => {
    await writeAll(bench, 1, 'lost', 2)
    await expect(bench.bubble(1, 'lost 2')).toHaveAttribute('data-state', /queued|sending/)
    await bench.press(1, 'clear-faults', 'kill-socket')
    await expect(bench.bubble(1, 'lost 2')).toHaveAttribute('data-state', SENT, PATIENCE)
    for (const slot of [1, 2] as const) await expectAll(bench, slot, 'lost', 2)
  },

  'doubled-and-reordered': async (bench) => {
    await writeAll(bench, 1, 'twice', 5)
    await expectAll(bench, 2, 'twice', 5)
    await writeAll(bench, 2, 'back', 2)
    for (const slot of [1, 2] as const) {
      await expectAll(bench, slot, 'back', 2)
      await expectAll(bench, slot, 'twice', 5)
    }
  },

  'token-expiry': async (bench) => {
    await bench.press(1, 'expire-token')
    await expect(
      (await bench.frames(1, { type: 'error', direction: 'in', detail: 'code WS_001' })).first(),
    ).toBeVisible()
    await expect(
      (await bench.frames(1, { type: 'POST /api/token/refresh/', detail: 'status 200' })).first(),
    ).toBeVisible()
    await expect((await bench.frames(1, { type: 'authenticate', direction: 'out' })).first()).toBeVisible()
    await bench.write(1, 'with a new token')
    await expect(bench.bubble(1, 'with a new token')).toHaveAttribute('data-state', SENT)
    await expect(await bench.frames(1, { type: 'close' })).toHaveCount(0)
  },

  'multi-device': async (bench) => {
    await bench.control('second-device', 1).click()
    await untilConnected(bench.pane(3))
    await bench.write(1, 'from my first device')
    await expect(bench.bubble(3, 'from my first device')).toHaveAttribute('data-own', 'true')
    await bench.write(2, 'to both devices')
    for (const slot of [1, 3] as const) await expect(bench.bubble(slot, 'to both devices')).toBeVisible()
    await bench.control('close', 3).click()
    await expect(bench.pane(3)).toBeHidden()
    await expect(bench.pane(2).locator('.mc-chat-header')).toContainText('Online')
  },

  'unsent-outlives-reload': async (bench) => {
    await bench.press(1, 'offline')
    await bench.write(1, 'not sent yet')
    await expect(bench.bubble(1, 'not sent yet')).toHaveAttribute('data-state', 'queued')
    await bench.control('reload', 1).click()
    await expect(bench.pane(1)).toContainText('The server cannot be reached')
    await bench.press(1, 'offline')
    await expect(bench.bubble(1, 'not sent yet')).toHaveAttribute('data-state', SENT, PATIENCE)
    await expect(bench.bubble(2, 'not sent yet')).toHaveCount(1)
  },

  'restart-server': async (bench) => {
    await bench.openServer()
    await bench.control('seconds').fill('0')
    await bench.control('restart').click()
    await expect(await bench.frames(1, { type: 'close', detail: 'code 1012' })).toHaveCount(2)
    await bench.write(1, 'around the restart')
    await expect(bench.bubble(1, 'around the restart')).toHaveAttribute('data-state', SENT, PATIENCE)
    await expect(bench.bubble(2, 'around the restart')).toHaveCount(1, PATIENCE)
  },

  'kill-server': async (bench) => {
    await bench.write(1, 'kept 1')
    await expect(bench.bubble(1, 'kept 1')).toHaveAttribute('data-state', SENT)
    await bench.openServer()
    await bench.control('seconds').fill('1')
    await bench.control('kill-server').click()
    await expect(bench.pane(1).locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
    await bench.write(1, 'kept 2')
    await expect(bench.bubble(1, 'kept 2')).toHaveAttribute('data-state', SENT, PATIENCE)
    for (const slot of [1, 2] as const) await expectAll(bench, slot, 'kept', 2)
  },
}

async function writeAll(bench: BenchPage, slot: 1 | 2, beginning: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await bench.write(slot, `${beginning} ${n}`)
}

/** A pane has those texts, each once and in order. */
async function expectAll(bench: BenchPage, slot: 1 | 2, beginning: string, count: number): Promise<void> {
  const wanted = Array.from({ length: count }, (_, index) => `${beginning} ${index + 1}`)
  await expect.poll(() => bench.texts(slot, `${beginning} `), PATIENCE).toEqual(wanted)
}
