import { BACKOFF_BASE_MS, BACKOFF_MAX_MS } from '@mediconnect/protocol/client/limits'

/**
 * Milliseconds to wait before reconnect attempt `attempt` (0 is the first): doubling, at most 30 s,
 * with half of it drawn by lot, so that a restarted server is not met by all clients at once.
 */
export function backoffDelay(attempt: number, random: () => number): number {
  const ceiling = Math.min(BACKOFF_BASE_MS * 2 ** attempt, BACKOFF_MAX_MS)
  return Math.round(ceiling * (0.5 + random() / 2))
}
