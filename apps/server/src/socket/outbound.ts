import { WebSocket } from 'ws'

/** A reader this far behind is let go; it resumes with `since`, at its own pace. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024
/** Below this the next page of a replay may follow. */
const LOW_WATER_BYTES = 256 * 1024
/** A peer that does not finish the closing handshake in this time is cut off. */
const CLOSE_GRACE_MS = 3_000
const TRY_AGAIN_LATER = 1013

/** The way out to one peer. */
export interface Outbound {
  isOpen(): boolean
  send(text: string): void
  /** Settles when the peer has read most of what was sent, or is gone. */
  drained(): Promise<void>
  close(code: number, reason: string): void
}

export function createOutbound(socket: WebSocket): Outbound {
  let waiting: (() => void)[] = []
  let closeTimer: NodeJS.Timeout | undefined

  function release(): void {
    const settled = waiting
    waiting = []
    for (const resolve of settled) resolve()
  }

  function onFlushed(): void {
    if (waiting.length > 0 && socket.bufferedAmount <= LOW_WATER_BYTES) release()
  }

  socket.on('close', () => {
    clearTimeout(closeTimer)
    release()
  })

  function close(code: number, reason: string): void {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.close(code, reason)
    closeTimer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS)
  }

  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return
      socket.send(text, onFlushed)
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) close(TRY_AGAIN_LATER, 'Reading too slowly; resume.')
    },
    async drained() {
      // Others get their turn between two pages, even when this peer reads fast.
      await new Promise((resolve) => setImmediate(resolve))
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount <= LOW_WATER_BYTES) return
      await new Promise<void>((resolve) => waiting.push(resolve))
    },
    close,
  }
}
