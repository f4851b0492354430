import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { CONTROL_NAMES, CONTROLS, keyText } from '../src/qa/model/controls.ts'
import { expectAccessible, expectNoSidewaysScroll } from './axe.ts'
import { composer, untilConnected } from './chat.ts'
import { expect, test } from './qa/bench.ts'

const PHONE = { width: 320, height: 640 }
const BOTH = 'p1=dr_smith.123_456&p2=patient_doe.123_456'

test('a link says what stands on the bench, and nothing that anybody wrote', async ({ bench }) => {
  await bench.open('p1=dr_smith.123_456.offline&p3=patient_doe.123_456.slowMs-300.dropIn-2', 'link')
  await expect(bench.control('user', 3)).toHaveValue('patient_doe')
  await expect(bench.control('room', 3)).toHaveValue('123_456')
  await expect(bench.page.getByTestId('pane-3-active-faults').getByRole('listitem')).toHaveText([
    'Slow: 300 ms',
    'Loses each 2nd frame in',
  ])
  // The faults begin once a pane has got to where it stood.
  await expect(bench.pane(1).locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
  await bench.write(1, 'not for the link')
  await bench.press(3, 'slowMs', 'duplicate')
  await bench.control('add-pane').click()
  await expect(bench.control('user', 2)).toHaveValue('nurse_lee')
  await bench.control('copy-link').click()
  await expect(bench.control('copy-link')).toHaveText('Copied')
  const link = await bench.page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(
    /#\/qa\?p1=dr_smith\.123_456\.offline&p2=nurse_lee\.clinic_1&p3=patient_doe\.123_456\.dropIn-2\.duplicate$/,
  )
  expect(link).toBe(bench.page.url())
})

test('every control has a key of its own, which acts only while nobody writes', async ({ bench }) => {
  const keys = CONTROL_NAMES.map((name) => CONTROLS[name].key)
  expect(new Set(keys).size).toBe(keys.length)
  await bench.open(BOTH, 'keys')
  const { keyboard } = bench.page
  await keyboard.press('2')
  await expect(bench.pane(2)).toBeFocused()
  await keyboard.press('o')
  await expect(bench.control('offline', 2)).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('o')
  await expect(bench.control('offline', 2)).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('Shift+W')
  await expect(bench.control('slowMs-value', 2)).toBeFocused()

  // Whoever uses the keyboard stays where they are while clients come and go.
  await bench.control('user', 2).focus()
  await bench.control('user', 2).selectOption('nurse_lee')
  await untilConnected(bench.pane(2))
  await expect(bench.control('user', 2)).toBeFocused()
  await bench.control('reload', 2).press('Enter')
  await untilConnected(bench.pane(2))
  await expect(bench.control('reload', 2)).toBeFocused()

  await composer(bench.pane(1)).pressSequentially('oaxz?')
  await expect(composer(bench.pane(1))).toHaveValue('oaxz?')
  await expect(bench.pane(3)).toBeHidden()
  await composer(bench.pane(1)).fill('')

  await bench.pane(1).focus()
  await keyboard.press('?')
  const dialog = bench.page.getByTestId('qa-shortcuts-dialog')
  for (const name of CONTROL_NAMES) {
    await expect(dialog.getByText(keyText(CONTROLS[name].key), { exact: true }).first()).toBeAttached()
  }
  await dialog.getByTestId('qa-shortcuts-enabled').uncheck()
  await keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await bench.pane(1).focus()
  await keyboard.press('o')
  await expect(bench.control('offline', 2)).toHaveAttribute('aria-pressed', 'false')
  await expect(bench.page.getByTestId('pane-1-active-faults')).toBeHidden()
  await keyboard.press('?')
  await dialog.getByTestId('qa-shortcuts-enabled').check()
  await keyboard.press('Escape')
})

test('the log can be filtered, paused and copied, and tells neither texts nor tokens', async ({ bench }) => {
  await bench.open(BOTH, 'log')
  await bench.press(1, 'expire-token')
  await expect((await bench.frames(1, { type: 'authenticate', direction: 'out' })).first()).toBeVisible()
  await bench.write(1, 'the potassium is low')
  const received = await bench.frames(1, { type: 'chat_message', direction: 'in' })
  await expect(received.first()).toBeVisible()
  await bench.control('pause-frames', 1).click()
  const count = await received.count()
  await bench.control('copy-frames', 1).click()
  await expect(bench.pane(1).getByText('Copied')).toBeVisible()
  const copied = await bench.page.evaluate(() => navigator.clipboard.readText())
  const rows = JSON.parse(copied) as { type: string; direction: string; size: number; at: string }[]
  expect(rows.map(({ type }) => type)).toEqual(expect.arrayContaining(['send_message', 'chat_message', 'authenticate']))
  expect(copied).not.toMatch(/potassium|eyJ/)

  await bench.write(2, 'while it is paused')
  await expect(bench.bubble(1, 'while it is paused')).toBeVisible()
  await expect(received).toHaveCount(count)
  await bench.control('pause-frames', 1).click()
  // What was sent while the token was used up may be echoed twice.
  await expect.poll(() => received.count()).toBeGreaterThan(count)
  await bench.control('filter-type', 1).fill('chat_')
  await bench.control('filter-direction', 1).selectOption('in')
  const shown = bench.page.getByTestId('pane-1-frame-rows').locator('tbody tr')
  await expect(async () => expect(await shown.count()).toBe(await received.count())).toPass()
  await expect(shown.first()).toHaveAttribute('data-type', 'chat_message')
})

test('where nobody can restart the server the page says so', async ({ bench }) => {
  const { page } = bench
  await page.route('**/demo-control/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  await bench.open(BOTH, 'no-control')
  // It asks when the panel is opened.
  if ((await bench.control('server-panel').getAttribute('aria-expanded')) === 'true')
    await bench.control('server-panel').click()
  await bench.openServer()
  await expect(page.getByText(/not started by the demo’s own runner/)).toBeVisible()
  for (const name of ['restart', 'kill-server', 'pause-database'] as const)
    await expect(bench.control(name)).toBeDisabled()
  await expect(bench.control('burst')).toBeEnabled()
  await page.unroute('**/demo-control/**')
  await bench.control('server-panel').click()
})

test('results of scripts are kept for the session and exported', async ({ bench }) => {
  const { page, world } = bench
  await page.goto(`${world.url}/#/qa/scripts`)
  await page.getByTestId('script-chat-send-receive-pass').check()
  await page.getByTestId('script-dead-line-fail').check()
  await page.reload()
  await expect(page.getByTestId('qa-results')).toHaveText(/^1 passed, 1 failed, \d+ not run$/)
  const exported = async (testId: string): Promise<string> => {
    const download = page.waitForEvent('download')
    await page.getByTestId(testId).click()
    return readFile(await (await download).path(), 'utf8')
  }
  const { results } = JSON.parse(await exported('qa-export-json')) as { results: { id: string; result: string }[] }
  expect(results).toContainEqual(expect.objectContaining({ id: 'dead-line', result: 'fail' }))
  expect(await exported('qa-export-markdown')).toContain('| `chat-send-receive` | pass |')
  await page.getByTestId('script-chat-send-receive-open').click()
  await expect(bench.control('user', 2)).toHaveValue('patient_doe')
})

test('bench, scripts and profile are accessible in both themes, and fit a phone', async ({ bench }) => {
  const { page, world } = bench
  const size = page.viewportSize()
  await bench.open(`${BOTH}.slowMs-100&p3=patient_doe.123_456`, 'looks')
  await bench.openServer()
  await bench.openFaults(1)
  await bench.fact(2, 'connection')
  await bench.frames(3, { type: 'connection_status' })
  await expectAccessibleInBothThemes(page)
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await page.goto(`${world.url}/#/qa/scripts`)
  await expect(page.getByRole('heading', { name: 'QA scripts' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectNoSidewaysScroll(page)
  if (size) await page.setViewportSize(size)

  const doctor = await world.signIn('dr_smith')
  await doctor.getByTestId('account-menu').click()
  await doctor.getByTestId('profile-link').click()
  await expect(doctor.getByRole('heading', { name: 'Profile and settings' })).toBeVisible()
  await expectAccessibleInBothThemes(doctor)
  await doctor.setViewportSize(PHONE)
  await expectNoSidewaysScroll(doctor)
  await doctor.context().close()
})

async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // A colour on its way from one theme to the other is neither.
    await page.evaluate(async () => {
      const underWay = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
      await Promise.allSettled(underWay.map(({ finished }) => finished))
    })
    await expectAccessible(page)
  }
  await page.emulateMedia({ colorScheme: null })
}
