import { startServer } from 'mediconnect-server/test-server'
import type { StartTarget } from './target.ts'

/** The real server, on a real socket. */
export const startRealTarget: StartTarget = async (options = {}) => {
  const server = await startServer({ rateLimitMessages: 1_000, ...options })
  const { url, token } = server
  return { url, WebSocket, fetch, token, stop: () => server.close() }
}
