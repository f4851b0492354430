import type { WebSocketClass } from '../transport/socket.ts'
import { SocketShell, type SocketData } from './socketShell.ts'

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

/** Called when a socket dials. */
export type Accept = (url: string, protocols: readonly string[], peer: Peer) => AcceptedSocket | undefined

/** A WebSocket class whose sockets end in memory instead of a network; events come in tasks of their own, as in a browser. */
export function createMemoryWebSocket(accept: Accept): WebSocketClass {
  return class MemoryWebSocket extends SocketShell {
    #remote: AcceptedSocket | undefined

    constructor(url: string | URL, protocols: string | string[] = []) {
      super(url)
      const offered = [protocols].flat()
      setTimeout(() => this.#dial(offered))
    }

    override send(data: SocketData): void {
      if (this.readyState === 0) throw new DOMException('The socket is still connecting.', 'InvalidStateError')
      const remote = this.#remote
      if (typeof data === 'string' && this.readyState === 1) setTimeout(() => remote?.receive(data))
    }

    override close(code = 1000): void {
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
        send: (text) => later(() => this.received(text)),
        close: (code) => later(() => this.#end(code)),
      })
      if (!this.#remote) return this.ended(1006)
      this.opened(protocols.includes('chat') ? 'chat' : '')
      open = true
      for (const event of early) setTimeout(event)
    }

    #end(code: number): void {
      const remote = this.#remote
      this.#remote = undefined
      remote?.closed()
      this.ended(code)
    }
  }
}
