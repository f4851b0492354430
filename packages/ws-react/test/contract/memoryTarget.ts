import { createMemoryServer } from '../../src/testing/index.ts'
import { DEMO_ROOMS, DEMO_USERS } from './demoData.ts'
import type { StartTarget } from './target.ts'

/** The in-memory server. */
export const startMemoryTarget: StartTarget = (options = {}) => {
  const { url, WebSocket, fetch, token } = createMemoryServer({ users: DEMO_USERS, rooms: DEMO_ROOMS, ...options })
  return Promise.resolve({ url, WebSocket, fetch, token, stop: () => Promise.resolve() })
}
