import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { frameTexts } from '../frames.ts'

/** A reader this far behind gets nothing live any more; it is given what it missed at its own pace. */
const SLOW_BYTES = 1024 * 1024
/** Beyond this it is let go; it resumes with `since`. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024
/** Below this the next page of a replay may follow. */
const LOW_WATER_BYTES = 256 * 1024
/** A peer that does not finish the closing handshake in this time is cut off. */
const CLOSE_GRACE_MS = 3_000
const TRY_AGAIN_LATER = 1013

/** The way out to one peer. */
export interface Outbound {
  isOpen(): boolean
  /** So much waits for the peer to read that more should wait elsewhere. */
  isSlow(): boolean
  send(text: string): void
  /** Sends frames that are made already. */
  sendFrames(frames: Buffer): void
  /** Settles when the peer has read most of what was sent, or is gone. */
  drained(): Promise<void>
  close(code: number, reason: string): void
}

/**
 * Frames go straight to the stream below the library's socket, which sends pings and the closing handshake: so one
 * buffer serves all sockets, and what is sent within one turn goes out in one write.
 */
export function createOutbound(socket: WebSocket, stream: Duplex): Outbound {
  let closeTimer: NodeJS.Timeout | undefined
  let isCorked = false

  socket.on('close', () => clearTimeout(closeTimer))

  function uncork(): void {
    isCorked = false
    stream.uncork()
  }

  function sendFrames(frames: Buffer): void {
    if (socket.readyState !== WebSocket.OPEN) return
    stream.write(frames)
    if (stream.writableLength > MAX_BUFFERED_BYTES) close(TRY_AGAIN_LATER, 'Reading too slowly; resume.')
  }

  function close(code: number, reason: string): void {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.close(code, reason)
    closeTimer = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS)
  }

  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    isSlow: () => stream.writableLength > SLOW_BYTES,
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return
      if (!isCorked) {
        isCorked = true
        stream.cork()
        process.nextTick(uncork)
      }
      sendFrames(frameTexts([text]))
    },
    sendFrames,
    async drained() {
      // Others get their turn between two pages, even when this peer reads fast.
      await new Promise((resolve) => setImmediate(resolve))
      if (socket.readyState !== WebSocket.OPEN || stream.writableLength <= LOW_WATER_BYTES) return
      await new Promise<void>((resolve) => {
        const settle = () => {
          stream.off('drain', settle)
          socket.off('close', settle)
          resolve()
        }
        stream.on('drain', settle)
        socket.on('close', settle)
      })
    },
    close,
  }
}
