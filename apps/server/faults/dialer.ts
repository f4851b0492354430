import { WebSocket } from 'ws'
import type { Random } from '../test/generated/random.ts'

/** Shorter than a real client's, so that a fault is soon over. */
const BACKOFF_BASE_MS = 50
const BACKOFF_MAX_MS = 800
const HANDSHAKE_MS = 3_000
const PING_MS = 1_000
/** A connection from which nothing comes for so long is given up. */
const SILENCE_MS = 4_000

export interface DialerOptions {
  /** Where the server is; the next one is tried when one fails. */
  readonly urls: readonly string[]
  readonly random: Random
  /** What is asked for, anew with each connection. */
  readonly request: () => Promise<{ path: string; protocols: string[] }>
  readonly onText: (text: string) => void
  /** A connection has ended. */
  readonly onLost: () => void
  readonly onProblem: (problem: string) => void
}

/** A connection that is made again whenever it ends, until it is left. */
export interface Dialer {
  /** How sockets ended that had been open, by close code. */
  readonly closes: ReadonlyMap<number, number>
  send(text: string): void
  /** The connection is good: the next attempts begin anew. */
  succeeded(): void
  isGone(): boolean
  /** Closes the socket in order; another one follows. */
  redial(): void
  /** When this connection ends there is no other. */
  stay(): void
  leave(): void
}

type State =
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout | undefined }
  | { readonly kind: 'connected'; readonly socket: WebSocket }
  | { readonly kind: 'gone' }

export function createDialer({ urls, random, request, onText, onLost, onProblem }: DialerOptions): Dialer {
  const closes = new Map<number, number>()
  let state: State = { kind: 'waiting', timer: undefined }
  let attempts = 0
  let turn = 0
  let heardAt = 0
  let isStaying = false
  const pingTimer = setInterval(ping, PING_MS)

  async function connect(): Promise<void> {
    const { path, protocols } = await request()
    if (state.kind !== 'waiting') return
    const url = new URL(path, urls[turn % urls.length]?.replace('http', 'ws'))
    const socket = new WebSocket(url, protocols, { handshakeTimeout: HANDSHAKE_MS })
    const isCurrent = () => state.kind === 'connected' && state.socket === socket
    let isOpen = false
    state = { kind: 'connected', socket }
    hear()
    socket.on('open', () => {
      isOpen = true
      hear()
    })
    socket.on('pong', hear)
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      hear()
      if (isBinary) onProblem('A binary frame came.')
      if (isCurrent()) onText(data.toString())
    })
    // The close that follows says all.
    socket.on('error', () => {})
    socket.on('close', (code) => {
      if (isOpen) closes.set(code, (closes.get(code) ?? 0) + 1)
      if (isCurrent()) ended()
    })
  }

  function hear(): void {
    heardAt = performance.now()
  }

  function ended(): void {
    onLost()
    if (isStaying) return leave()
    turn++
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** attempts++)
    const timer = setTimeout(() => void connect(), ceiling / 2 + random.whole(ceiling / 2))
    state = { kind: 'waiting', timer }
  }

  function ping(): void {
    if (state.kind !== 'connected') return
    if (performance.now() - heardAt > SILENCE_MS) state.socket.terminate()
    else if (state.socket.readyState === WebSocket.OPEN) state.socket.ping()
  }

  function leave(): void {
    const before = state
    state = { kind: 'gone' }
    clearInterval(pingTimer)
    if (before.kind === 'waiting') clearTimeout(before.timer)
    if (before.kind === 'connected') before.socket.close()
  }

  void connect()

  return {
    closes,
    send(text) {
      if (state.kind === 'connected') state.socket.send(text)
    },
    succeeded() {
      attempts = 0
    },
    isGone: () => state.kind === 'gone',
    redial() {
      if (state.kind === 'connected') state.socket.close()
    },
    stay() {
      isStaying = true
    },
    leave,
  }
}
