import type { WebSocket } from 'ws'

/** Pings in one timeout, so that one may be lost. */
const PINGS_PER_TIMEOUT = 3
/** Sockets take turns, so that no turn of the event loop is for all of them; a turn is no shorter than this. */
const MAX_TURNS = 100
const MIN_TURN_MS = 20

/** A socket that is looked after. */
export interface Watched {
  readonly socket: Pick<WebSocket, 'isPaused' | 'bufferedAmount' | 'readyState' | 'OPEN' | 'ping'>
  /** When anything last came, by `performance.now()`; its owner keeps it. */
  heardAt: number
  /** Which turn it is in; the heartbeat keeps it. */
  turn: number
  /** Pings in a row after which nothing came; the heartbeat counts them. */
  unanswered: number
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
  const turns = Array.from({ length: count }, () => ({ sockets: new Set<Watched>(), pingedAt: 0 }))
  let current = 0
  let newest = 0

  function beat(): void {
    const turn = turns[current]
    current = (current + 1) % count
    if (!turn) return
    const now = performance.now()
    for (const watched of turn.sockets) {
      const { socket } = watched
      // While we do not read, silence is ours; unless we wait for a peer that does not read either.
      if (socket.isPaused && socket.bufferedAmount === 0) watched.heardAt = Math.floor(now)
      watched.unanswered = watched.heardAt >= turn.pingedAt ? 0 : watched.unanswered + 1
      // Time alone does not count: a process that was held up has neither asked nor listened meanwhile.
      if (now - watched.heardAt >= timeoutMs && watched.unanswered >= PINGS_PER_TIMEOUT) {
        turn.sockets.delete(watched)
        watched.onSilent()
      } else if (socket.readyState === socket.OPEN) {
        socket.ping()
        watched.onBeat()
      }
    }
    turn.pingedAt = Math.floor(now)
  }

  const timer = setInterval(beat, period / count)

  return {
    watch(watched) {
      newest = (newest + 1) % count
      watched.turn = newest
      turns[newest]?.sockets.add(watched)
    },
    unwatch: (watched) => turns[watched.turn]?.sockets.delete(watched),
    close: () => clearInterval(timer),
  }
}
