import type { WebSocketClass } from '../transport/socket.ts'

/** The server's end of one socket. */
export interface Peer {
  send(text: string): void
  close(code: number): void
}

/** What the server does with a socket that dials: `undefined` when it cannot be reached. */
export interface AcceptedSocket {
  receive(text: string): void
  closed(): void
}

type Accept = (url: string, protocols: readonly string[], peer: Peer) => AcceptedSocket | undefined

/** A WebSocket class whose sockets end in memory instead of a network; events come in tasks of their own, as in a browser. */
export function createMemoryWebSocket(accept: Accept): WebSocketClass {
  return class MemoryWebSocket extends EventTarget implements WebSocket {
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
    readonly protocol: string
    readonly url: string
    readyState: 0 | 1 | 2 | 3 = 0
    onopen: WebSocket['onopen'] = null
    onmessage: WebSocket['onmessage'] = null
    onclose: WebSocket['onclose'] = null
    onerror: WebSocket['onerror'] = null
    #remote: AcceptedSocket | undefined

    constructor(url: string | URL, protocols: string | string[] = []) {
      super()
      this.url = String(url)
      const offered = [protocols].flat()
      this.protocol = offered.includes('chat') ? 'chat' : ''
      setTimeout(() => this.#dial(offered))
    }

    send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      const remote = this.#remote
      if (typeof data === 'string' && this.readyState === 1) setTimeout(() => remote?.receive(data))
    }

    close(code = 1000): void {
      if (this.readyState >= 2) return
      this.readyState = 2
      setTimeout(() => this.#end(code))
    }

    #dial(protocols: readonly string[]): void {
      if (this.readyState !== 0) return
      const early: (() => void)[] = []
      let open = false
      const later = (event: () => void): void => {
        if (open) setTimeout(event)
        else early.push(event)
      }
      this.#remote = accept(this.url, protocols, {
        send: (text) => later(() => this.#receive(text)),
        close: (code) => later(() => this.#end(code)),
      })
      if (!this.#remote) {
        this.#emit('error', new Event('error'))
        this.#end(1006)
        return
      }
      this.readyState = 1
      this.#emit('open', new Event('open'))
      open = true
      for (const event of early) setTimeout(event)
    }

    #receive(text: string): void {
      if (this.readyState === 1) this.#emit('message', new MessageEvent('message', { data: text }))
    }

    #end(code: number): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#remote?.closed()
      this.#remote = undefined
      this.#emit('close', new CloseEvent('close', { code, wasClean: code !== 1006 }))
    }

    #emit(type: 'open' | 'message' | 'close' | 'error', event: Event): void {
      this.dispatchEvent(event)
      const handler: unknown = this[`on${type}`]
      if (typeof handler === 'function') handler.call(this, event)
    }
  }
}
