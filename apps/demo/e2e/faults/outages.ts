import { expect, type BrowserContext, type Page } from '@playwright/test'
import { untilConnected } from '../chat.ts'
import type { World } from '../world.ts'
import type { ShortTokens } from './shortTokens.ts'
import type { Tally } from './tally.ts'

/** What breaks for everybody, and is mended after a while. */
export const OUTAGES = ['cut', 'offline', 'kill', 'expire'] as const
export type Outage = (typeof OUTAGES)[number]

/** While one of these lasts, a page that goes cannot be loaded again. */
export const WITHOUT_PAGES: readonly Outage[] = ['cut', 'offline']

/** A server's timer may come a little late. */
const TELLS_WITHIN_MS = 2_000
const CONNECTS_WITHIN_MS = 40_000

export interface OutageScene {
  readonly world: World
  readonly context: BrowserContext
  readonly tokens: ShortTokens
  readonly tally: Tally
}

/** Breaks something, as seen by `page` among others; gives how to mend it. */
export async function begin(outage: Outage, page: Page, scene: OutageScene): Promise<() => void | Promise<void>> {
  const { world, context, tokens, tally } = scene
  switch (outage) {
    case 'cut':
      world.cut()
      return world.mend
    case 'offline':
      // The browser knows, and says so to its pages; what is open breaks as well.
      await context.setOffline(true)
      world.cut()
      return async () => {
        world.mend()
        await context.setOffline(false)
      }
    case 'kill':
      await world.killServer('SIGKILL')
      return world.startServer
    case 'expire': {
      // Only on an open socket can a token run out.
      await untilConnected(page, { timeout: CONNECTS_WITHIN_MS })
      const before = tally.counts.expired ?? 0
      tokens.withhold()
      const isTold = (): boolean =>
        (tally.counts.expired ?? 0) > before || Date.now() > tokens.lastEnd + TELLS_WITHIN_MS
      await expect.poll(isTold, { intervals: [50] }).toBe(true)
      return tokens.giveAgain
    }
  }
}
