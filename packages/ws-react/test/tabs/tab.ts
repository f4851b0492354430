// Runs in an iframe: a tab, with modules, locks and channels of its own.
import { createRealtimeClient } from '../../src/store/client.ts'

const now = Date.now.bind(Date)
let skipped = 0
Date.now = () => now() + skipped

/** What a tab gives to the test. */
export interface TabPage {
  readonly createRealtimeClient: typeof createRealtimeClient
  /** Makes its clock jump. */
  skip(ms: number): void
}

const page: TabPage = {
  createRealtimeClient,
  skip: (ms) => {
    skipped += ms
  },
}
window.frameElement?.dispatchEvent(new CustomEvent('tab-ready', { detail: page }))
