import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { testIdOf, type ControlName } from '../../src/qa/model/controls.ts'
import { parseSetup, type Slot } from '../../src/qa/model/setup.ts'
import { bubble, composer } from '../chat.ts'
import { createWorld, type World } from '../world.ts'

/** So many messages in so short a time that the limit can be met, and is soon forgotten. */
const SERVER_ENV = { RATE_LIMIT_MESSAGES: '30', RATE_LIMIT_WINDOW_MS: '2000' }

/** The QA bench in a browser, driven by its own test ids. */
export interface BenchPage {
  readonly page: Page
  readonly world: World
  /** Sets the bench up as a link says, and waits until each pane has got as far as it can. */
  open(setup: string, name: string): Promise<void>
  pane(slot: Slot): Locator
  control(name: ControlName, slot?: Slot): Locator
  /** Shows what can be done to the server. */
  openServer(): Promise<void>
  /** Shows what can go wrong with a pane. */
  openFaults(slot: Slot): Promise<void>
  /** Presses some of it, one after the other. */
  press(slot: Slot, ...names: ControlName[]): Promise<void>
  write(slot: Slot, text: string): Promise<void>
  bubble(slot: Slot, text: string): Locator
  /** The texts of a pane that begin so, in order. */
  texts(slot: Slot, beginning: string): Promise<string[]>
  /** Rows of a pane's log, which is opened. */
  frames(slot: Slot, row: { type: string; direction?: 'in' | 'out' | 'line'; detail?: string }): Promise<Locator>
  /** What a pane's client knows, by name; the panel is opened. */
  fact(slot: Slot, name: string): Promise<Locator>
  /** Unread notifications on a pane's bell. */
  unread(slot: Slot): Promise<number>
  /** Sends a notification to everyone. */
  broadcast(type: string, priority: string): Promise<void>
}

interface WorkerFixtures {
  /** One server and one page for all tests of a worker. */
  bench: BenchPage
}

export const test = base.extend<object, WorkerFixtures>({
  bench: [
    async ({ browser }, use) => {
      const world = await createWorld(browser, SERVER_ENV)
      const context = await world.newContext()
      await context.grantPermissions(['clipboard-read', 'clipboard-write', 'microphone'])
      const page = await context.newPage()
      await page.setViewportSize({ width: 1500, height: 1000 })
      await use(createBenchPage(page, world))
      await world.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

function createBenchPage(page: Page, world: World): BenchPage {
  const pane = (slot: Slot): Locator => page.getByTestId(`pane-${slot}`)
  const control = (name: ControlName, slot?: Slot): Locator => page.getByTestId(testIdOf(name, slot))

  async function show(name: ControlName, slot?: Slot): Promise<void> {
    const opener = control(name, slot)
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click()
  }

  return {
    page,
    world,
    pane,
    control,
    open: async (setup, name) => {
      // A link that was not followed yet is another bench, whatever it says.
      await page.goto(`${world.url}/#/qa?${setup}&run=${encodeURIComponent(name)}`)
      // The bench writes what stands on it into the address.
      await page.waitForURL((url) => !url.hash.includes('run='))
      for (const { slot, faults } of parseSetup(setup)) {
        const chat = pane(slot).locator('.mc-chat-window')
        if (faults.offline || faults.cut) await chat.waitFor()
        else await expect(chat).toHaveAttribute('data-connection', /connected|stopped/)
      }
    },
    openServer: () => show('server-panel'),
    openFaults: (slot) => show('faults', slot),
    press: async (slot, ...names) => {
      await show('faults', slot)
      for (const name of names) await control(name, slot).click()
    },
    write: async (slot, text) => {
      await composer(pane(slot)).fill(text)
      await composer(pane(slot)).press('Enter')
    },
    bubble: (slot, text) => bubble(pane(slot), text),
    texts: async (slot, beginning) => {
      const all = await pane(slot).locator('.mc-message__text').allTextContents()
      return all.filter((text) => text.startsWith(beginning))
    },
    frames: async (slot, { type, direction, detail }) => {
      await show('frames', slot)
      const filters = [`[data-type="${type}"]`]
      if (direction) filters.push(`[data-direction="${direction}"]`)
      if (detail) filters.push(`[data-detail*="${detail}"]`)
      return page.getByTestId(`pane-${slot}-frame-rows`).locator(`tr${filters.join('')}`)
    },
    fact: async (slot, name) => {
      await show('state', slot)
      return page.getByTestId(`pane-${slot}-client-state`).locator(`[data-fact="${name}"]`)
    },
    unread: async (slot) => {
      const bell = pane(slot).getByRole('button', { name: /^Notifications/ })
      const name = (await bell.locator('.mc-sr-only').first().textContent()) ?? ''
      return Number(/\d+/.exec(name)?.[0] ?? 0)
    },
    broadcast: async (type, priority) => {
      await show('server-panel')
      await control('notification-type').selectOption(type)
      await control('notification-priority').selectOption(priority)
      const said = page.getByTestId('qa-server-said')
      await control('broadcast').click()
      await expect(said).toHaveText('Sent to 6 users.')
    },
  }
}

export { expect }
