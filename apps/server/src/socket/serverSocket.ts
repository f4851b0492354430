import { WebSocket } from 'ws'
import type { Connection } from './connection.ts'

const POLICY_VIOLATION = 1008
const MESSAGE_TOO_BIG = 1009

/** A socket that lets its owner answer a frame above the hard limits before it is closed. */
export class ServerSocket extends WebSocket {
  /** Whom it belongs to, once that is known: listeners that all sockets share find it here. */
  connection: Connection | undefined

  /** The library closes with 1009 or 1008 by itself and without a word. */
  override close(code?: number, reason?: string | Buffer): void {
    const what = code === MESSAGE_TOO_BIG ? 'bytes' : code === POLICY_VIOLATION ? 'parts' : undefined
    if (!what || !this.connection?.isTooMuch(what)) super.close(code, reason)
  }
}
