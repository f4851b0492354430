import type { BrowserContext, Page } from '@playwright/test'
import { untilConnected, openRoom } from '../chat.ts'
import type { World } from '../world.ts'
import type { Random } from './random.ts'

const COMES_BACK_MS = 40_000

/** What happens to a single tab. */
export const MOVES = ['reload', 'close', 'crash', 'open'] as const
export type Move = (typeof MOVES)[number]

/** The tabs of one user, all in one room, that go and come back. At least one is open between two moves. */
export interface Tabs {
  readonly pages: readonly Page[]
  /** One that is open, in front of the others. */
  front(): Promise<Page>
  /** Takes a tab away, if the move does; gives how to finish it once pages can be loaded. */
  move(move: Move): Promise<() => Promise<void>>
  openAll(): Promise<void>
}

export interface TabsOptions {
  readonly world: World
  readonly context: BrowserContext
  readonly username: string
  readonly room: string
  readonly count: number
  readonly random: Random
}

export function createTabs({ world, context, username, room, count, random }: TabsOptions): Tabs {
  const pages: Page[] = []

  async function open(): Promise<void> {
    const page = await world.signIn(username, context)
    await openRoom(page, room)
    pages.push(page)
  }

  async function leave(page: Page, how: 'close' | 'crash'): Promise<void> {
    pages.splice(pages.indexOf(page), 1)
    if (how === 'crash') await crash(page)
    await page.close()
  }

  return {
    pages,
    front: async () => {
      const page = random.pick(pages)
      await page.bringToFront()
      return page
    },
    move: async (move) => {
      const page = random.pick(pages)
      switch (move) {
        case 'open':
          return async () => {
            if (pages.length < count) await open()
          }
        case 'reload':
          await page.reload({ waitUntil: 'commit' })
          // What keeps a message comes with the connection: until then a text stays in its box.
          return () => untilConnected(page, { timeout: COMES_BACK_MS })
        case 'close':
        case 'crash':
          await leave(page, move)
          return async () => {
            if (pages.length === 0) await open()
          }
      }
    },
    openAll: async () => {
      while (pages.length < count) await open()
    },
  }
}

/** The page's process dies: no handler of the page runs any more. */
async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  // Never answered: who would answer is dead.
  devtools.send('Page.crash').catch(() => undefined)
  await gone
}
