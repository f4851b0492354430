import type { WebSocket } from 'ws'

/** Pings and pongs a peer may send in a window: ten times what a nervous one does. */
const MAX_FRAMES = 100
const WINDOW_MS = 10_000

/** Watches for a peer that floods with pings or pongs, which cost work but are no messages that a limit would count. */
export function watchControlFrames(socket: WebSocket, onFlood: () => void): void {
  let windowStart = performance.now()
  let frames = 0

  function count(): void {
    const now = performance.now()
    if (now - windowStart > WINDOW_MS) {
      windowStart = now
      frames = 0
    }
    frames++
    if (frames !== MAX_FRAMES + 1) return
    onFlood()
    // The rest stays in the peer's own buffers until the socket is closed.
    socket.pause()
  }

  socket.on('ping', count)
  socket.on('pong', count)
}
