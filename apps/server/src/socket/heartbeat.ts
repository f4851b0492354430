import type { WebSocket } from 'ws'

/** Pings in one timeout, so that one may be lost. */
const PINGS_PER_TIMEOUT = 3

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
  const sockets = new Map<WebSocket, Watched>()

  function beat(): void {
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

  const timer = setInterval(beat, timeoutMs / PINGS_PER_TIMEOUT)

  return {
    watch(socket, onSilent, onBeat) {
      const watched = { heardAt: performance.now(), onSilent, onBeat }
      const heard = () => {
        watched.heardAt = performance.now()
      }
      sockets.set(socket, watched)
      socket.on('message', heard)
      socket.on('pong', heard)
      socket.on('ping', heard)
      socket.on('close', () => sockets.delete(socket))
    },
    close: () => clearInterval(timer),
  }
}
