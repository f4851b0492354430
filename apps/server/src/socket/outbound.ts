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
 * buffer serves all sockets, and what is sent within one turn goes out in one write. The stream comes corked: the answer
 * to the handshake leaves with the first frame.
 */
export class SocketOutbound implements Outbound {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  #closeTimer: NodeJS.Timeout | undefined
  #isCorked = true
  #isUncorking = false

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket
    this.#stream = stream
  }

  isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  isSlow(): boolean {
    return this.#stream.writableLength > SLOW_BYTES
  }

  send(text: string): void {
    if (!this.isOpen()) return
    if (!this.#isCorked) {
      this.#isCorked = true
      this.#stream.cork()
    }
    this.sendFrames(frameTexts([text]))
  }

  sendFrames(frames: Buffer): void {
    if (!this.isOpen()) return
    this.#stream.write(frames)
    this.#uncorkSoon()
    if (this.#stream.writableLength > MAX_BUFFERED_BYTES) this.close(TRY_AGAIN_LATER, 'Reading too slowly; resume.')
  }

  #uncorkSoon(): void {
    if (!this.#isCorked || this.#isUncorking) return
    this.#isUncorking = true
    process.nextTick(uncork, this)
  }

  uncork(): void {
    this.#isCorked = false
    this.#isUncorking = false
    this.#stream.uncork()
  }

  async drained(): Promise<void> {
    // Others get their turn between two pages, even when this peer reads fast.
    await new Promise((resolve) => setImmediate(resolve))
    if (!this.isOpen() || this.#stream.writableLength <= LOW_WATER_BYTES) return
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#stream.off('drain', settle)
        this.#socket.off('close', settle)
        resolve()
      }
      this.#stream.on('drain', settle)
      this.#socket.on('close', settle)
    })
  }

  close(code: number, reason: string): void {
    if (!this.isOpen()) return
    this.#socket.close(code, reason)
    this.#uncorkSoon()
    this.#socket.once('close', () => clearTimeout(this.#closeTimer))
    this.#closeTimer = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS)
  }
}

function uncork(outbound: SocketOutbound): void {
  outbound.uncork()
}
