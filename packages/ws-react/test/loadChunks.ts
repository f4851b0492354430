// What the client loads later is loaded before a test of it begins: tests wait for what it does, not for what serves its files.
import { expect } from 'vitest'

const OF_CLIENTS = /\/(?:ws-react|chat-ui|demo)\//

if (OF_CLIENTS.test(expect.getState().testPath ?? '')) {
  await Promise.all([
    import('../src/hooks/idleParts.ts'),
    import('../src/store/auditTrail.ts'),
    import('../src/store/keepChunk.ts'),
    import('../src/store/liveNotifications.ts'),
    import('../src/store/roomChunk.ts'),
  ])
}
