import type { WebSocket } from 'ws'

/** Pings in one timeout, so that one may be lost. */
const PINGS_PER_TIMEOUT = 3
/** Sockets take turns, so that no turn of the event loop is for all of them; a turn is no shorter than this. */
const MAX_TURNS = 100
const MIN_TURN_MS = 20

interface Watched {
  heardAt: number
  readonly onSilent: () => void
  readonly onBeat: () => void
}

export interface Heartbeat {
  /** Watches a socket until it closes. `onBeat` runs at every ping, `onSilent` when nothing came for too long. */
  watch(socket: WebSocket, onSilent: () => void, onBeat: () => void): void
  close(): void
}

/** Finds sockets whose peer has gone without a word. */
export function createHeartbeat(timeoutMs: number): Heartbeat {
  const period = timeoutMs / PINGS_PER_TIMEOUT
  const count = Math.max(1, Math.min(MAX_TURNS, Math.floor(period / MIN_TURN_MS)))
  const turns = Array.from({ length: count }, () => new Map<WebSocket, Watched>())
  let next = 0
  let newest = 0

  function beat(): void {
    const sockets = turns[next] ?? new Map<WebSocket, Watched>()
    next = (next + 1) % count
    const now = performance.now()
    for (const [socket, watched] of sockets) {
      // While we do not read, silence is ours; unless we wait for a peer that does not read either.
      if (socket.isPaused && socket.bufferedAmount === 0) watched.heardAt = now
      if (now - watched.heardAt >= timeoutMs) {
        sockets.delete(socket)
        watched.onSilent()
      } else if (socket.readyState === socket.OPEN) {
        socket.ping()
        watched.onBeat()
      }
    }
  }

  const timer = setInterval(beat, period / count)

  return {
    watch(socket, onSilent, onBeat) {
      const watched = { heardAt: performance.now(), onSilent, onBeat }
      const heard = () => {
        watched.heardAt = performance.now()
      }
      newest = (newest + 1) % count
      const sockets = turns[newest]
      sockets?.set(socket, watched)
      socket.on('message', heard)
      socket.on('pong', heard)
      socket.on('ping', heard)
      socket.on('close', () => sockets?.delete(socket))
    },
    close: () => clearInterval(timer),
  }
}
