import type { WebSocket } from 'ws'

/** Pings in one timeout, so that one may be lost. */
const PINGS_PER_TIMEOUT = 3
/** Sockets take turns, so that no turn of the event loop is for all of them; a turn is no shorter than this. */
const MAX_TURNS = 100
const MIN_TURN_MS = 20

/** A socket that is looked after. */
export interface Watched {
  readonly socket: WebSocket
  /** When anything last came, by `performance.now()`; its owner keeps it. */
  heardAt: number
  /** Which turn it is in; the heartbeat keeps it. */
  turn: number
  /** Nothing came for too long. */
  onSilent(): void
  /** Runs at every ping. */
  onBeat(): void
}

/** Finds sockets whose peer has gone without a word. */
export interface Heartbeat {
  watch(watched: Watched): void
  unwatch(watched: Watched): void
  close(): void
}

export function createHeartbeat(timeoutMs: number): Heartbeat {
  const period = timeoutMs / PINGS_PER_TIMEOUT
  const count = Math.max(1, Math.min(MAX_TURNS, Math.floor(period / MIN_TURN_MS)))
  const turns = Array.from({ length: count }, () => new Set<Watched>())
  let current = 0
  let newest = 0

  function beat(): void {
    const turn = turns[current] ?? new Set<Watched>()
    current = (current + 1) % count
    const now = performance.now()
    for (const watched of turn) {
      const { socket } = watched
      // While we do not read, silence is ours; unless we wait for a peer that does not read either.
      if (socket.isPaused && socket.bufferedAmount === 0) watched.heardAt = Math.floor(now)
      if (now - watched.heardAt >= timeoutMs) {
        turn.delete(watched)
        watched.onSilent()
      } else if (socket.readyState === socket.OPEN) {
        socket.ping()
        watched.onBeat()
      }
    }
  }

  const timer = setInterval(beat, period / count)

  return {
    watch(watched) {
      newest = (newest + 1) % count
      watched.turn = newest
      turns[newest]?.add(watched)
    },
    unwatch: (watched) => turns[watched.turn]?.delete(watched),
    close: () => clearInterval(timer),
  }
}
