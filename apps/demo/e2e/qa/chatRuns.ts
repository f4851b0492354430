import { composer } from '../chat.ts'
import { png } from '../png.ts'
import { expect } from './bench.ts'
import type { Runs } from './runs.ts'

export const CHAT_RUNS: Runs = {
  'chat-send-receive': async (bench) => {
    await bench.write(1, 'send-receive question')
    await expect(bench.bubble(2, 'send-receive question')).toBeVisible()
    await bench.write(2, 'send-receive answer')
    await expect(bench.bubble(1, 'send-receive answer')).toBeVisible()
    await expect(await bench.frames(1, { type: 'send_message', direction: 'out' })).toHaveCount(1)
    const received = await bench.frames(2, { type: 'chat_message', direction: 'in' })
    await expect(received).toHaveCount(2)
    const detail = await (
      await bench.frames(1, { type: 'chat_message', direction: 'in' })
    )
      .first()
      .getAttribute('data-detail')
    expect(detail).toMatch(/seq \d+/)
    expect(await received.first().getAttribute('data-detail')).toBe(detail)
  },

  'chat-message-types': async (bench) => {
    const files = bench.pane(1).locator('.mc-composer input[type=file]')
    const send = bench.pane(1).getByRole('button', { name: 'Send', exact: true })
    await files.setInputFiles({ name: 'x-ray.png', mimeType: 'image/png', buffer: png(64, 48) })
    await send.click()
    const image = bench.pane(2).locator('.mc-message[data-type=image] img').last()
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(64)
    await files.setInputFiles({ name: 'diet.txt', mimeType: 'text/plain', buffer: Buffer.from('Less salt.') })
    await send.click()
    await expect(bench.pane(2).locator('.mc-message[data-type=file]').filter({ hasText: 'diet.txt' })).toBeVisible()
  },

  'chat-voice-message': async (bench) => {
    await bench.pane(1).getByRole('button', { name: 'Record a voice message' }).click()
    await expect(bench.pane(1).locator('.mc-composer').getByText('0:01')).toBeVisible()
    await bench.pane(1).getByRole('button', { name: 'Send voice message' }).click()
    const player = bench.pane(2).locator('.mc-message[data-type=voice]').last()
    await player.getByRole('button', { name: 'Play' }).click()
    await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible()
  },

  'chat-file-upload': async (bench) => {
    const uploaded = bench.page.waitForResponse((response) => response.url().endsWith('/api/uploads/'))
    const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Rest.') }
    await bench.pane(1).locator('.mc-composer input[type=file]').setInputFiles(file)
    await bench.pane(1).getByRole('button', { name: 'Send', exact: true }).click()
    const { file_url } = (await (await uploaded).json()) as { file_url: string }
    await expect(await bench.frames(1, { type: 'POST /api/uploads/', detail: 'status 201' })).toHaveCount(1)
    const fetchAs = async (username: string): Promise<number> => {
      const body = { username, password: 'demo' }
      const signIn = await bench.page.request.post(`${bench.world.url}/api/token/`, { data: body })
      const { access } = (await signIn.json()) as { access: string }
      const headers = { Authorization: `Bearer ${access}` }
      return (await bench.page.request.get(new URL(file_url, bench.world.url).href, { headers })).status()
    }
    expect(await fetchAs('patient_doe')).toBe(200)
    expect([403, 404]).toContain(await fetchAs('patient_roe'))
  },

  'typing-auto-stop': async (bench) => {
    await bench.openFaults(2)
    await bench.control('dropOut-value', 2).fill('1')
    await composer(bench.pane(2)).pressSequentially('I have')
    // It is spoken, too: the words are on the page twice.
    const typing = bench.pane(1).locator('.mc-typing__text')
    await expect(typing).toHaveText(/is typing/)
    await bench.press(2, 'dropOut')
    await expect(typing).toBeHidden()
    await composer(bench.pane(2)).fill('')
  },

  'status-delivered-read': async (bench) => {
    await bench.openServer()
    await bench.control('message-user').selectOption('dr_smith')
    await bench.control('message-room').selectOption('clinic_1')
    await bench.control('burst').click()
    const said = bench.page.getByTestId('qa-server-said')
    await expect(said).toHaveText('20 messages are stored.', { timeout: 20_000 })
    for (const slot of [2, 3] as const) {
      await expect(bench.bubble(slot, 'Burst 20 of 20').last()).toBeVisible()
      await scrollUp(bench, slot)
    }
    await bench.write(1, 'delivered, then read')
    const own = bench.bubble(1, 'delivered, then read')
    await expect(own).toHaveAttribute('data-state', 'delivered')
    for (const slot of [2, 3] as const) {
      await bench.pane(slot).locator('.mc-message-list__scroller').press('End')
      await expect(bench.bubble(slot, 'delivered, then read')).toBeVisible()
    }
    await expect(own).toHaveAttribute('data-state', 'read')
  },

  'history-paging': async (bench) => {
    await bench.openServer()
    await bench.control('message-user').selectOption('dr_smith')
    await bench.control('message-room').selectOption('123_200')
    await bench.control('message-count').fill('60')
    await bench.control('burst').click()
    const said = bench.page.getByTestId('qa-server-said')
    await expect(said).toHaveText('60 messages are stored.', { timeout: 30_000 })
    await bench.control('frames', 1).click()
    await bench.control('clear-frames', 1).click()
    await bench.control('reload', 1).click()
    await expect(bench.bubble(1, 'Burst 60 of 60')).toBeVisible()
    const pages = await bench.frames(1, { type: 'GET /api/rooms/123_200/messages/', direction: 'out' })
    await expect(pages).toHaveCount(1)
    const start = bench.pane(1).getByText('This is the start of the conversation')
    await expect(async () => {
      await bench
        .pane(1)
        .locator('.mc-message-list__scroller')
        .evaluate((element) => element.scrollTo(0, 0))
      await expect(start).toBeVisible({ timeout: 200 })
    }).toPass({ intervals: [100] })
    await expect(pages).toHaveCount(2)
  },

  'presence-away-offline': async (bench) => {
    const head = bench.pane(1).locator('.mc-chat-header')
    await expect(head).toContainText('Online')
    await bench.press(2, 'away')
    await expect(head).toContainText('Away')
    await bench.press(2, 'away')
    await expect(head).toContainText('Online')
    await bench.control('close', 2).click()
    await expect(head).toContainText(/Offline|Last seen/)
  },

  'presence-idle': async (bench) => {
    const head = bench.pane(1).locator('.mc-chat-header')
    await bench.press(2, 'idle')
    await expect(head).toContainText('Away')
    await bench.page.mouse.move(10, 10)
    await bench.page.mouse.move(200, 200)
    await expect(head).toContainText('Online')
  },
}

/** As a reader does: only then the list follows no more. */
async function scrollUp({ page, pane }: Parameters<Runs[string]>[0], slot: 2 | 3): Promise<void> {
  const box = await pane(slot).locator('.mc-message-list__scroller').boundingBox()
  if (!box) throw new Error(`Pane ${slot} shows no messages.`)
  // Below the toasts, which may lie over its top.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9)
  await page.mouse.wheel(0, -400)
}
