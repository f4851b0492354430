import { encodeFrame, ERRORS, REAUTHENTICATE_GRACE_MS } from '@mediconnect/protocol'
import type { WebSocketClass } from '../transport/socket.ts'
import { readFrame, type FaultRules } from './faultRules.ts'
import { createFaultyLine } from './faultyLine.ts'
import { SocketShell, type SocketData } from './socketShell.ts'

/** What befalls all sockets of a network. */
export interface FaultyNetwork {
  readonly rules: FaultRules
  readonly sockets: Set<FaultySocket>
  readonly isCut: boolean
  readonly isHeld: boolean
  /** Whether a token was made to expire. One that was not is noted, to expire with the others. */
  isExpired(token: string): boolean
}

/** One socket, as the faults see it. */
export interface FaultySocket {
  cut(): void
  hold(): void
  release(): void
  expire(): void
}

const { message: EXPIRED, closeCode: EXPIRED_CLOSE } = ERRORS.WS_001

/** A class of sockets that go through `Base`, but for what befalls them on the way. */
export function createFaultyWebSocket(Base: WebSocketClass, network: FaultyNetwork): WebSocketClass {
  return class FaultyWebSocket extends SocketShell implements FaultySocket {
    #socket: WebSocket | undefined
    readonly #in = createFaultyLine<unknown>('in', network.rules, (data) => this.#arrive(data))
    readonly #out = createFaultyLine<SocketData>('out', network.rules, (data) => this.#leave(data))
    /** What waits for a new token. */
    #expired:
      { readonly in: unknown[]; readonly out: SocketData[]; readonly grace: ReturnType<typeof setTimeout> } | undefined

    constructor(url: string | URL, protocols: string | string[] = []) {
      super(url)
      network.sockets.add(this)
      if (network.isCut) {
        setTimeout(() => this.#end(1006))
        return
      }
      const socket = new Base(url, protocols)
      this.#socket = socket
      const token = tokenOf(this.url, [protocols].flat())
      const isRefused = token !== undefined && network.isExpired(token)
      if (network.isHeld) this.hold()
      socket.addEventListener('open', () =>
        this.#in.follow(() => {
          if (this.readyState !== 0) return
          this.opened(socket.protocol)
          if (isRefused) this.#refuse()
        }),
      )
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#in.push(data))
      socket.addEventListener('close', ({ code, reason }) => this.#in.follow(() => this.#end(code, reason)))
    }

    override send(data: SocketData): void {
      if (this.readyState === 0) throw new DOMException('The socket is still connecting.', 'InvalidStateError')
      if (this.readyState === 1) this.#out.push(data)
    }

    override close(code?: number, reason?: string): void {
      if (this.readyState >= 2) return
      this.readyState = 2
      this.#socket?.close(code, reason)
      // Nobody answers the goodbye over a line that is held.
      if (network.isHeld) setTimeout(() => this.#end(1006))
    }

    cut(): void {
      this.#socket?.close()
      this.#end(1006)
    }

    hold(): void {
      this.#in.hold()
      this.#out.hold()
    }

    release(): void {
      this.#out.release()
      this.#in.release()
    }

    expire(): void {
      if (this.readyState !== 1 || this.#expired) return
      this.#expired = { in: [], out: [], grace: setTimeout(() => this.#refuse(), REAUTHENTICATE_GRACE_MS) }
      this.#tellExpired()
    }

    #arrive(data: unknown): void {
      if (this.#expired) this.#expired.in.push(data)
      else this.received(data)
    }

    #leave(data: SocketData): void {
      const token = renewalIn(data)
      if (token !== undefined && network.isExpired(token)) return this.#tellExpired()
      if (this.#expired && token === undefined) return void this.#expired.out.push(data)
      this.#pass(data)
      const { in: missed, out, grace } = this.#expired ?? { in: [], out: [], grace: undefined }
      clearTimeout(grace)
      this.#expired = undefined
      for (const each of missed) this.received(each)
      for (const each of out) this.#pass(each)
    }

    #pass(data: SocketData): void {
      if (this.#socket?.readyState === 1) this.#socket.send(data)
    }

    #tellExpired(): void {
      const data = { code: 'WS_001', message: EXPIRED, details: 'The token has expired.' }
      this.received(encodeFrame({ type: 'error', data: { ...data, timestamp: new Date().toISOString() } }))
    }

    #refuse(): void {
      this.#tellExpired()
      this.#socket?.close()
      this.#end(EXPIRED_CLOSE)
    }

    #end(code: number, reason?: string): void {
      network.sockets.delete(this)
      this.#in.cut()
      this.#out.cut()
      clearTimeout(this.#expired?.grace)
      this.#expired = undefined
      this.ended(code, reason)
    }
  }
}

/** The token a socket dials with. */
function tokenOf(url: string, protocols: readonly string[]): string | undefined {
  const prefix = 'bearer.'
  const bearer = protocols.find((protocol) => protocol.startsWith(prefix))
  return bearer?.slice(prefix.length) ?? new URL(url).searchParams.get('token') ?? undefined
}

/** The new token in an `authenticate` frame. */
function renewalIn(data: SocketData): string | undefined {
  const frame = readFrame(data)
  if (frame?.type !== 'authenticate') return undefined
  const { data: content } = frame
  return typeof content === 'object' && content && 'token' in content && typeof content.token === 'string'
    ? content.token
    : undefined
}
