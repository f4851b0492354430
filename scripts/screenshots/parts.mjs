/* global document */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { preview } from 'vite'

const LOOKS = [
  { name: 'desktop-light', width: 1100, globals: 'theme:light' },
  { name: 'desktop-dark', width: 1100, globals: 'theme:dark' },
  { name: 'phone-light', width: 390, globals: 'theme:light' },
  { name: 'phone-dark', width: 390, globals: 'theme:dark' },
  { name: 'phone-right-to-left', width: 390, globals: 'theme:light;locale:ar' },
]
const HEIGHT = 760
/** A part's story of every state says more than its others together. */
const MATRIX = /^(?:Every State|Matrix)/

/**
 * Takes pictures of every part from Storybook: of its story of all states where there is one, else of each story; desktop
 * and phone, light and dark, and right to left in Arabic.
 * @param {import('playwright').Browser} browser @param {string} folder @param {string} wanted part of the ids of stories
 */
export async function picturesOfParts(browser, folder, wanted) {
  mkdirSync(folder, { recursive: true })
  const workshop = mkdtempSync(path.join(os.tmpdir(), 'mediconnect-storybook-'))
  console.log('[screenshots] Building Storybook …')
  const args = ['build', '--quiet', '--disable-telemetry', '--output-dir', workshop]
  const { status } = spawnSync('storybook', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('Storybook could not be built: what went wrong is above.')
  const server = await preview({
    configFile: false,
    logLevel: 'warn',
    build: { outDir: workshop },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const url = `http://127.0.0.1:${server.httpServer.address().port}`
  try {
    const { entries } = await (await fetch(`${url}/index.json`)).json()
    const stories = shown(Object.values(entries)).filter(({ id }) => id.includes(wanted))
    if (stories.length === 0)
      throw new Error(`No story has "${wanted}" in its id. Ids look like "chat-message-list--every-state-at-once".`)
    for (const story of stories) {
      // What one waits for, another draws.
      await Promise.all(LOOKS.map((look) => picture(browser, url, story, look, folder)))
    }
  } finally {
    await server.close()
    rmSync(workshop, { recursive: true, force: true })
  }
}

function shown(entries) {
  const stories = entries.filter(({ type }) => type === 'story')
  const complete = new Set(stories.filter(({ name }) => MATRIX.test(name)).map(({ title }) => title))
  return stories.filter(({ title, name }) => !complete.has(title) || MATRIX.test(name))
}

async function picture(browser, url, { id }, { name, width, globals }, folder) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/iframe.html?id=${id}&viewMode=story&globals=${globals}`)
    await page.waitForFunction(() =>
      /^(?:finished|errored)$/.test(globalThis.__STORYBOOK_PREVIEW__?.currentRender?.phase),
    )
    const fault = await page.evaluate(
      () => globalThis.__STORYBOOK_ADDONS_CHANNEL__.last('playFunctionThrewException')?.[0]?.message?.split('\n')[0],
    )
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))))
    await page.screenshot({ path: `${folder}/${id}-${name}.png`, fullPage: true })
    console.log(`[screenshots] ${folder}/${id}-${name}.png${fault ? `: its play failed half-way: ${fault}` : ''}`)
  } finally {
    await context.close()
  }
}
