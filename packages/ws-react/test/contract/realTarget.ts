import { startServer } from 'mediconnect-server/test-server'
import type { Target, TargetOptions } from './target.ts'

interface RealTargetOptions extends TargetOptions {
  /** Where the page comes from that calls it. @default no page */
  readonly allowedOrigins?: string[]
}

/** The real server, on a real socket. */
export async function startRealTarget(options: RealTargetOptions = {}): Promise<Target> {
  const server = await startServer({ rateLimitMessages: 1_000, ...options })
  const { url, token } = server
  return { url, WebSocket, fetch, token, stop: () => server.close() }
}
