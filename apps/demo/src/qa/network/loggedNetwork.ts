import type { Network } from '@mediconnect/ws-react/testing'
import { describeFrame } from './describeFrame.ts'
import type { FrameLog } from './frameLog.ts'

export type SocketName = 'chat' | 'notifications'

/** A network that notes what passes, as the client has it: what a fault swallows on its way out was sent. */
export interface LoggedNetwork extends Network {
  /** Sends a text as it is on an open socket; false when there is none. */
  sendRaw(via: SocketName, text: string): boolean
}

export function createLoggedNetwork(through: Network, log: FrameLog): LoggedNetwork {
  const open = new Set<WebSocket>()

  class LoggedWebSocket extends through.WebSocket {
    readonly #via: SocketName

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.#via = viaOf(this.url)
      this.addEventListener('open', () => {
        open.add(this)
        log.push({ via: this.#via, direction: 'line', type: 'open', size: 0, detail: pathOf(this.url) })
      })
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
        log.push({ via: this.#via, direction: 'in', ...describeFrame(data) }),
      )
      this.addEventListener('close', ({ code }) => {
        open.delete(this)
        log.push({ via: this.#via, direction: 'line', type: 'close', size: 0, detail: `code ${code}` })
      })
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      log.push({ via: this.#via, direction: 'out', ...describeFrame(data) })
      super.send(data)
    }
  }

  async function loggedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const path = pathOf(input instanceof Request ? input.url : String(input))
    const method = init?.method ?? 'GET'
    const sent = typeof init?.body === 'string' ? init.body.length : 0
    log.push({ via: 'http', direction: 'out', type: `${method} ${path}`, size: sent, detail: '' })
    try {
      const response = await through.fetch(input, init)
      const size = Number(response.headers.get('Content-Length') ?? 0)
      log.push({
        via: 'http',
        direction: 'in',
        type: `${method} ${path}`,
        size,
        detail: `status ${response.status}`,
      })
      return response
    } catch (error) {
      const detail = init?.signal?.aborted ? 'given up' : 'not reached'
      log.push({ via: 'http', direction: 'in', type: `${method} ${path}`, size: 0, detail })
      throw error
    }
  }

  return {
    WebSocket: LoggedWebSocket,
    fetch: loggedFetch,
    sendRaw: (via, text) => {
      const socket = [...open].find(({ url }) => viaOf(url) === via)
      socket?.send(text)
      return socket !== undefined
    },
  }
}

function viaOf(url: string): SocketName {
  return new URL(url).pathname.startsWith('/ws/chat/') ? 'chat' : 'notifications'
}

/** Without the query, where a token may be. */
function pathOf(url: string): string {
  return new URL(url, window.location.href).pathname
}
