/* global document, window */
import axe from 'axe-core'
import { chromium } from 'playwright'
import { findChromium } from '../chromium.mjs'
import { CHROMIUM_FLAGS } from '../chromiumFlags.ts'
import { serveDocs } from './serveDocs.mjs'

const PHONE = { width: 390, height: 844 }
/** Pages with all that a page may have: pictures, code, wide tables. */
const PAGES = ['', 'quick-start/', 'protocol/', 'errors/', 'api/chat-ui/']
const QUERY = 'TokenDeniedError'
const FOUND_WITHIN_MS = 15_000

/** Looks at the built site as a reader does: on a phone and a desktop, in light and dark. Gives what is wrong. */
export async function tryInBrowser() {
  const docs = await serveDocs({ host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  const faults = []
  try {
    const phone = await open({ viewport: PHONE, colorScheme: 'dark' })
    for (const page of PAGES) {
      await phone.goto(docs.url + page)
      const { scrollWidth, clientWidth, theme } = await phone.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
        theme: document.documentElement.dataset.theme,
      }))
      if (scrollWidth > clientWidth) faults.push(`/${page} is ${scrollWidth} px wide on a phone of ${clientWidth} px.`)
      if (theme !== 'dark') faults.push(`/${page} is ${theme} on a dark phone.`)
    }
    await lookAt(phone, 'on a dark phone')

    const desktop = await open({ colorScheme: 'light' })
    await desktop.goto(docs.url)
    await lookAt(desktop, 'on a light desktop')
    await desktop.getByRole('button', { name: 'Search' }).click()
    await desktop.getByRole('textbox', { name: 'Search' }).fill(QUERY)
    await desktop
      .getByRole('dialog')
      .getByRole('link', { name: /authentication/i })
      .first()
      .click({ timeout: FOUND_WITHIN_MS })
    await desktop.getByRole('heading', { level: 1, name: /Authentication/ }).waitFor()
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  } finally {
    await browser.close()
    docs.stop()
  }
  return faults

  async function open(options) {
    const page = await browser.newPage(options)
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(docs.url).origin) faults.push(`Loads ${request.url()}`)
    })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`))
    return page
  }

  async function lookAt(page, where) {
    // Code that scrolls gets its tab stop from a script that waits for an idle moment.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth || pre.tabIndex === 0),
    )
    await page.evaluate(axe.source)
    // The generator's button shows its shortcut, which is not part of its name.
    const { violations } = await page.evaluate(() =>
      window.axe.run(
        { exclude: [['button[data-open-modal]']] },
        { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      ),
    )
    for (const { help, nodes } of violations) faults.push(`${page.url()} ${where}: ${help}: ${nodes[0]?.html}`)
  }
}
