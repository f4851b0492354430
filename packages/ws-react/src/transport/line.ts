import type { Clock } from './clock.ts'
import { openSocket, type Socket, type WebSocketClass } from './socket.ts'
import { askSoon, TokenDeniedError, type TokenSource } from './token.ts'

/** How the token reaches the server: a subprotocol keeps it out of logs; `query` is for servers that know only the spec. */
export type TokenPlacement = 'subprotocol' | 'query'

export interface LineOptions {
  /** The socket's address, asked before each dial, so that it can say where to resume. */
  url(): string
  tokens: TokenSource
  tokenPlacement: TokenPlacement
  WebSocket: WebSocketClass
}

export interface LineEvents {
  /** `endsAt`: when the token ends, as far as was known when it was got. */
  onOpen(token: string, endsAt: number): void
  onText(text: string): void
  /** It failed, was closed or took too long; the last event. */
  onClose(code: number): void
  /** There is no token for it, and there will be none; the last event. */
  onDenied(error: TokenDeniedError): void
}

/** One try to reach the server, from asking for a token to the socket's end. */
export interface Line {
  /** False when it is not open: nothing was sent. */
  send(text: string): boolean
  /** No event follows. */
  close(): void
}

/** A dial that has not opened by then has failed, whatever holds it up. */
const DIAL_TIMEOUT_MS = 30_000
const ABNORMAL_CLOSURE = 1006
const SUBPROTOCOL = 'chat'
/** What may stand in a subprotocol (RFC 9110 token). */
const SUBPROTOCOL_TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/

/** Begins a dial; its events come later, never while this call runs. `asked`: a token that is asked for already. */
export function dial(options: LineOptions, clock: Clock, events: LineEvents, asked = askSoon(options.tokens)): Line {
  let socket: Socket | undefined
  let isOver = false
  const cancelTimeout = clock.after(DIAL_TIMEOUT_MS, () => end(ABNORMAL_CLOSURE))

  function close(): void {
    isOver = true
    cancelTimeout()
    socket?.close()
  }

  function end(code: number): void {
    if (isOver) return
    close()
    events.onClose(code)
  }

  function open(token: string): void {
    if (isOver) return
    const { endsAt } = options.tokens
    const viaSubprotocol = options.tokenPlacement === 'subprotocol' && SUBPROTOCOL_TOKEN.test(token)
    const url = new URL(options.url())
    if (!viaSubprotocol) url.searchParams.set('token', token)
    socket = openSocket(url.href, viaSubprotocol ? [SUBPROTOCOL, `bearer.${token}`] : [], options.WebSocket, {
      onOpen: () => {
        cancelTimeout()
        events.onOpen(token, endsAt)
      },
      onText: events.onText,
      onClose: end,
    })
  }

  asked.then(open, (error: unknown) => {
    if (isOver || !(error instanceof TokenDeniedError)) return end(ABNORMAL_CLOSURE)
    close()
    events.onDenied(error)
  })

  return { send: (text) => socket?.send(text) ?? false, close }
}
