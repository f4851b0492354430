import { WebSocket } from 'ws'

const POLICY_VIOLATION = 1008
const MESSAGE_TOO_BIG = 1009

/** A socket that lets its owner answer a frame above the hard limits before it is closed. */
export class ServerSocket extends WebSocket {
  /** Called instead of closing with 1009 or 1008, which the library does by itself and without a word. */
  onTooMuch: ((what: 'bytes' | 'parts') => void) | undefined

  override close(code?: number, reason?: string | Buffer): void {
    const answer = this.onTooMuch
    const what = code === MESSAGE_TOO_BIG ? 'bytes' : code === POLICY_VIOLATION ? 'parts' : undefined
    if (!what || !answer) return super.close(code, reason)
    this.onTooMuch = undefined
    answer(what)
  }
}
