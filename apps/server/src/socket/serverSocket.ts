import { WebSocket, type RawData } from 'ws'

const POLICY_VIOLATION = 1008
const MESSAGE_TOO_BIG = 1009

/** Whom a socket belongs to. */
export interface SocketOwner {
  onMessage(data: RawData, isBinary: boolean): void
  onControlFrame(): void
  /** A frame is above the hard limits. Whether the owner closes by itself. */
  isTooMuch(what: 'bytes' | 'parts'): boolean
  onClose(code: number): void
}

/** A socket that lets its owner answer a frame above the hard limits before it is closed. */
export class ServerSocket extends WebSocket {
  owner: SocketOwner | undefined

  /** From now on what comes goes to `owner`. The listeners are the same for all sockets: idle ones should be small. */
  serve(owner: SocketOwner): void {
    this.owner = owner
    this.on('message', onMessage)
    this.on('ping', onControlFrame)
    this.on('pong', onControlFrame)
    this.on('close', onClose)
  }

  /** The library closes with 1009 or 1008 by itself and without a word. */
  override close(code?: number, reason?: string | Buffer): void {
    const what = code === MESSAGE_TOO_BIG ? 'bytes' : code === POLICY_VIOLATION ? 'parts' : undefined
    if (!what || !this.owner?.isTooMuch(what)) super.close(code, reason)
  }
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  ownerOf(this)?.onMessage(data, isBinary)
}

function onControlFrame(this: WebSocket): void {
  ownerOf(this)?.onControlFrame()
}

function onClose(this: WebSocket, code: number): void {
  ownerOf(this)?.onClose(code)
}

function ownerOf(socket: WebSocket): SocketOwner | undefined {
  return socket instanceof ServerSocket ? socket.owner : undefined
}
