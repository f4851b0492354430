import { WebSocket } from 'ws'

const MESSAGE_TOO_BIG = 1009

/** A socket that lets its owner answer a frame above the hard limit before it is closed. */
export class ServerSocket extends WebSocket {
  /** Called instead of closing with 1009, which the library does by itself and without a word. */
  onTooBig: (() => void) | undefined

  override close(code?: number, reason?: string | Buffer): void {
    const answer = this.onTooBig
    if (code !== MESSAGE_TOO_BIG || !answer) return super.close(code, reason)
    this.onTooBig = undefined
    answer()
  }
}
