import { startWriting } from './startWriting.mjs'
import { openTab } from './tab.mjs'

const ROOM = '123_456'
const KEYS = 60
const CLICKS = 20
/** Out of step with frames and messages. */
const BETWEEN_MS = 137
/** The browser tells of no interaction that was shown sooner. */
const TOLD_FROM_MS = 16

/**
 * Keys in the text box and clicks on the account's menu while messages arrive in the open room: how long until each is
 * shown, as the browser's Event Timing tells.
 * @param {{ browser: import('playwright').Browser, page: string, server: string, cpu: number }} options
 */
export async function measureInteractions({ browser, page, server, cpu }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  let writing
  try {
    const tab = await openTab(context, cpu)
    await tab.goto(page)
    await tab.getByTestId('sign-in-dr_smith').click()
    await tab.getByTestId(`room-${ROOM}`).click()
    await tab.locator('.mc-chat-window[data-connection=connected]').waitFor()
    writing = await startWriting({ server, room: ROOM })
    await tab.locator('.mc-message').nth(5).waitFor()

    const box = tab.getByRole('textbox', { name: /^Message/ })
    await box.click()
    await forget(tab)
    for (let key = 0; key < KEYS; key += 1) {
      await tab.keyboard.press('a')
      await tab.waitForTimeout(BETWEEN_MS)
    }
    const keys = await interactions(tab, 'key', KEYS)
    await forget(tab)
    for (let click = 0; click < CLICKS; click += 1) {
      await tab.getByTestId('account-menu').click()
      await tab.waitForTimeout(BETWEEN_MS)
    }
    const clicks = await interactions(tab, '(pointer|mouse|click)', CLICKS)
    const { sent } = await writing.stop()
    return {
      keyMedian: at(keys, 0.5),
      keySlowest: at(keys, 0.98),
      clickMedian: at(clicks, 0.5),
      clickSlowest: at(clicks, 0.98),
      messageRate: sent,
    }
  } finally {
    await writing?.stop()
    await context.close()
  }
}

async function forget(tab) {
  await tab.evaluate(() => (globalThis.seen.interactions = {}))
}

/** Durations in order; those of which nothing was told took less than it tells of. */
async function interactions(tab, kind, count) {
  const seen = Object.values(await tab.evaluate(() => globalThis.seen.interactions))
  const durations = seen.filter(({ name }) => new RegExp(`^${kind}`).test(name)).map(({ duration }) => duration)
  while (durations.length < count) durations.push(TOLD_FROM_MS)
  return durations.sort((a, b) => a - b)
}

function at(durations, share) {
  return durations[Math.min(durations.length - 1, Math.floor(durations.length * share))]
}
