import type { WebSocketClass } from '../src/transport/socket.ts'

/** One dialled socket, whose other end the test plays. */
export interface ScriptedSocket extends WebSocket {
  /** What the client sent, in order. */
  readonly sent: readonly string[]
  /** Nothing comes through any more, and nobody is told. */
  isCut: boolean
  accept(): void
  say(text: string): void
  /** Ends it, as the server or the network does. */
  end(code: number): void
}

/** A WebSocket class whose sockets do nothing by themselves: a dial hangs until the test accepts or ends it. */
export function scriptWebSocket(onDial: (socket: ScriptedSocket) => void = () => undefined) {
  const sockets: ScriptedSocket[] = []

  class Scripted extends EventTarget implements ScriptedSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    binaryType: BinaryType = 'blob'
    readonly bufferedAmount = 0
    readonly extensions = ''
    readonly protocol = ''
    readonly url: string
    readonly sent: string[] = []
    isCut = false
    readyState: 0 | 1 | 2 | 3 = 0
    onopen = null
    onmessage = null
    onclose = null
    onerror = null

    constructor(url: string | URL) {
      super()
      this.url = String(url)
      sockets.push(this)
      onDial(this)
    }

    send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (this.readyState === 1 && typeof data === 'string') this.sent.push(data)
    }

    /** As on a line that is dead: the other end never confirms. */
    close(): void {
      if (this.readyState < 2) this.readyState = 2
    }

    accept(): void {
      if (this.readyState !== 0) return
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
    }

    say(text: string): void {
      if (this.readyState === 1 && !this.isCut) this.dispatchEvent(new MessageEvent('message', { data: text }))
    }

    end(code: number): void {
      if (this.readyState === 3) return
      const wasOpen = this.readyState > 0
      this.readyState = 3
      if (!wasOpen) this.dispatchEvent(new Event('error'))
      this.dispatchEvent(new CloseEvent('close', { code }))
    }
  }
  const WebSocket: WebSocketClass = Scripted
  return { WebSocket, sockets }
}

/** Neither closed nor closing. */
export const isAlive = ({ readyState }: WebSocket): boolean => readyState < 2
