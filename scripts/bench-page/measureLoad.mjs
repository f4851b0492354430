import { loadFigures, openTab } from './tab.mjs'

const ROOM = 'room-123_456'

/**
 * Two loads, each with an empty cache but for the second's sign-in: the sign-in page, and the conversations of someone who
 * is signed in.
 * @param {{ browser: import('playwright').Browser, page: string, cpu: number }} options
 */
export async function measureLoad({ browser, page, cpu }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const tab = await openTab(context, cpu)
    await tab.goto(page)
    await tab.getByTestId('sign-in-dr_smith').waitFor()
    const signIn = await loadFigures(tab)
    await tab.getByTestId('sign-in-dr_smith').click()
    await tab.getByTestId(ROOM).click()
    await tab.locator('.mc-chat-window[data-connection=connected]').waitFor()
    await tab.reload()
    await tab.locator('.mc-chat-window[data-connection=connected]').waitFor()
    const chat = await loadFigures(tab)
    return {
      signInFirstPaint: signIn.firstPaint,
      signInLargestPaint: signIn.largestPaint,
      signInBlocked: signIn.blocked,
      chatFirstPaint: chat.firstPaint,
      chatLargestPaint: chat.largestPaint,
      chatBlocked: chat.blocked,
    }
  } finally {
    await context.close()
  }
}
