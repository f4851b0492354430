/** What a socket can send. */
export type SocketData = Parameters<WebSocket['send']>[0]

/** The face of a WebSocket, for classes that put something else behind it. */
export abstract class SocketShell extends EventTarget implements WebSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  binaryType: BinaryType = 'blob'
  readonly bufferedAmount: number = 0
  readonly extensions: string = ''
  protocol = ''
  readonly url: string
  readyState: 0 | 1 | 2 | 3 = 0
  onopen: WebSocket['onopen'] = null
  onmessage: WebSocket['onmessage'] = null
  onclose: WebSocket['onclose'] = null
  onerror: WebSocket['onerror'] = null

  constructor(url: string | URL) {
    super()
    this.url = String(url)
  }

  abstract send(data: SocketData): void
  abstract close(code?: number, reason?: string): void

  protected opened(protocol: string): void {
    this.protocol = protocol
    this.readyState = 1
    this.#emit('open', new Event('open'))
  }

  protected received(data: unknown): void {
    if (this.readyState === 1) this.#emit('message', new MessageEvent('message', { data }))
  }

  /** The socket is gone: never more than once. */
  protected ended(code: number, reason = ''): void {
    if (this.readyState === 3) return
    const hasFailed = this.readyState === 0
    this.readyState = 3
    if (hasFailed) this.#emit('error', new Event('error'))
    this.#emit('close', new CloseEvent('close', { code, reason, wasClean: code !== 1006 }))
  }

  #emit(type: 'open' | 'message' | 'close' | 'error', event: Event): void {
    this.dispatchEvent(event)
    const handler: unknown = this[`on${type}`]
    if (typeof handler === 'function') handler.call(this, event)
  }
}
