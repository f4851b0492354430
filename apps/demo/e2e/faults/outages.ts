import type { BrowserContext } from '@playwright/test'
import type { World } from '../world.ts'
import type { ShortTokens } from './shortTokens.ts'

/** What breaks for everybody, and is mended after a while. */
export const OUTAGES = ['cut', 'offline', 'kill', 'expire'] as const
export type Outage = (typeof OUTAGES)[number]

/** While one of these lasts, a page that goes cannot be loaded again. */
export const WITHOUT_PAGES: readonly Outage[] = ['cut', 'offline']

/** Breaks something; gives how to mend it. */
export async function begin(
  outage: Outage,
  world: World,
  context: BrowserContext,
  tokens: ShortTokens,
): Promise<() => void | Promise<void>> {
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
    case 'expire':
      await tokens.runOut()
      return tokens.giveAgain
  }
}
