// Runs in an iframe: a tab, with modules, locks and channels of its own.
import { createRealtimeClient } from '../../src/store/client.ts'

window.frameElement?.dispatchEvent(new CustomEvent('tab-ready', { detail: createRealtimeClient }))
