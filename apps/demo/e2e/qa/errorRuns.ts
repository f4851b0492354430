import { expect, type BenchPage } from './bench.ts'
import type { Runs } from './runs.ts'

const SENT = /sent|delivered|read/
const PATIENCE = { timeout: 20_000 }

export const ERROR_RUNS: Runs = {
  'permission-refused': (bench) => expectStopped(bench, 'WS_002'),
  'permission-ended': (bench) => expectStopped(bench, 'WS_002'),
  'error-ws-005': (bench) => expectStopped(bench, 'WS_005'),

  'permission-admin': async (bench) => {
    await bench.write(1, 'a word from the admin')
    await expect(bench.bubble(1, 'a word from the admin')).toHaveAttribute('data-state', SENT)
    await expect(bench.bubble(2, 'a word from the admin')).toContainText('Alex')
  },

  'error-ws-001': async (bench) => {
    await bench.press(1, 'expire-token', 'kill-socket')
    await expect((await bench.frames(1, { type: 'error', detail: 'code WS_001' })).first()).toBeVisible()
    await expect(await bench.fact(1, 'connection')).toHaveText('connected', PATIENCE)
  },

  'error-ws-002': (bench) => expectRefused(bench, 'forged-sender', 'WS_002'),
  'error-ws-006': (bench) => expectRefused(bench, 'unknown-receiver', 'WS_006'),

  'error-ws-003': async (bench) => {
    await bench.openServer()
    await bench.control('seconds').fill('5')
    await bench.control('pause-database').click()
    await expect(bench.page.getByTestId('qa-server-said')).toContainText('Nothing can be stored')
    await bench.write(1, 'stored later')
    await expect((await bench.frames(1, { type: 'error', detail: 'code WS_003' })).first()).toBeVisible(PATIENCE)
    await expect(bench.bubble(1, 'stored later')).not.toHaveAttribute('data-state', SENT)
    await expect(bench.bubble(1, 'stored later')).toHaveAttribute('data-state', SENT, PATIENCE)
    await expect(bench.bubble(2, 'stored later')).toHaveCount(1)
  },

  'error-ws-004': async (bench) => {
    await sendRaw(bench, 'not-json', 'no-text', 'unknown-type')
    await expect(await bench.frames(1, { type: 'error', detail: 'code WS_004' })).toHaveCount(3)
    await expect(await bench.frames(1, { type: 'close' })).toHaveCount(0)
  },

  'error-ws-007': async (bench) => {
    await bench.openServer()
    await bench.control('message-user').selectOption('nurse_lee')
    await bench.control('message-room').selectOption('clinic_1')
    await bench.control('message-count').fill('100')
    await bench.control('flood').click()
    await bench.write(2, 'heard through the flood')
    await expect(bench.page.getByTestId('qa-server-said')).toHaveText(/\d+ stored, \d+ refused with WS_007/, PATIENCE)
    await expect(bench.bubble(1, 'heard through the flood')).toBeVisible()
  },

  'error-ws-010': async (bench) => {
    await sendRaw(bench, 'too-large')
    await expect(await bench.frames(1, { type: 'error', detail: 'code WS_010' })).toHaveCount(1)
    await bench.write(1, 'small enough')
    await expect(bench.bubble(1, 'small enough')).toHaveAttribute('data-state', SENT, PATIENCE)
  },
}

async function expectStopped(bench: BenchPage, code: string): Promise<void> {
  await expect(await bench.fact(1, 'connection')).toHaveText(`stopped ${code}`)
  await expect(bench.pane(1).getByText('This conversation is not open')).toBeVisible()
}

/** The frame is refused, nobody sees a message, and the socket stays. */
async function expectRefused(bench: BenchPage, rawId: string, code: string): Promise<void> {
  await sendRaw(bench, rawId)
  await expect(await bench.frames(1, { type: 'error', detail: `code ${code}` })).toHaveCount(1)
  await expect(await bench.frames(1, { type: 'close' })).toHaveCount(0)
  await expect(await bench.frames(2, { type: 'chat_message', direction: 'in' })).toHaveCount(0)
}

async function sendRaw(bench: BenchPage, ...ids: string[]): Promise<void> {
  await bench.openFaults(1)
  for (const id of ids) {
    await bench.control('raw-frame', 1).selectOption(id)
    await bench.control('send-raw-frame', 1).click()
  }
}
