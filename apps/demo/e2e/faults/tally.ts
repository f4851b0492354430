import type { BrowserContext } from '@playwright/test'

/** How often what happened. */
export interface Tally {
  readonly counts: Readonly<Record<string, number>>
  count(what: string): void
}

/** Counts, and by itself every dial of a page and every time a server said that a token has ended. */
export function createTally(contexts: readonly BrowserContext[]): Tally {
  const counts: Record<string, number> = { dials: 0, expired: 0 }
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  for (const context of contexts) {
    context.on('page', (page) => {
      page.on('websocket', (socket) => {
        count('dials')
        socket.on('framereceived', ({ payload }) => {
          if (payload.toString().includes('"WS_001"')) count('expired')
        })
      })
    })
  }
  return { counts, count }
}
