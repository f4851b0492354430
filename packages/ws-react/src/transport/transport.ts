import { encodeFrame, HEARTBEAT_INTERVAL_MS, type Frame } from '@mediconnect/protocol'
import { backoffDelay } from './backoff.ts'
import { decideAfterClose } from './closePolicy.ts'
import type { ConnectionState } from './connectionState.ts'
import { openSocket, type Socket, type WebSocketClass } from './socket.ts'
import { renewalDelay, TokenDeniedError, type TokenSource } from './token.ts'
import { onWake } from './wake.ts'

/** How the token reaches the server: a subprotocol keeps it out of logs; `query` is for servers that know only the spec. */
export type TokenPlacement = 'subprotocol' | 'query'

export interface TransportOptions {
  /** The socket's address, asked before each dial, so that it can say where to resume. */
  url(): string
  tokens: TokenSource
  tokenPlacement: TokenPlacement
  WebSocket: WebSocketClass
  onState(state: ConnectionState): void
  /** Every text message, in order, each once. */
  onText(text: string): void
  /** @default Math.random */
  random?: () => number
}

/** A connection that stays: it dials, renews its token, notices a dead line and dials again. */
export interface Transport {
  connect(): void
  /** Dials at once, whatever the state; nothing before `connect`. */
  reconnect(): void
  /** Stops for good; `connect` starts anew. */
  close(): void
  /** False when the socket is not open: nothing was sent. */
  send(frame: Frame): boolean
  /** The server refused the token of the open socket (a WS_001 frame): renew it there. */
  renewToken(): void
}

/** A server that answers heartbeats must do so within this time, or the line is dead. */
const HEARTBEAT_ANSWER_MS = 10_000
/** An open connection this old starts its back-off anew when it breaks. */
const STABLE_AFTER_MS = 5_000
/** A token is renewed no more often than this. */
const MIN_RENEWAL_MS = 1_000
/** A dial that has not opened by then has failed, whatever holds it up. */
const DIAL_TIMEOUT_MS = 30_000
const SUBPROTOCOL = 'chat'
/** What may stand in a subprotocol (RFC 9110 token). */
const SUBPROTOCOL_TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/
/** Longest a timer may be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function createTransport(options: TransportOptions): Transport {
  const random = options.random ?? Math.random
  let state: ConnectionState = { status: 'idle' }
  let socket: Socket | undefined
  let token: string | undefined
  let attempt = 0
  /** Events of an earlier dial carry an older number and are dropped. */
  let generation = 0
  let openedAt = 0
  let renewedAt = 0
  let tokenRefused = false
  let heartbeatAnswered = false
  let heardSinceHeartbeat = true
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let dialTimer: ReturnType<typeof setTimeout> | undefined
  let renewTimer: ReturnType<typeof setTimeout> | undefined
  let heartbeatTimer: ReturnType<typeof setInterval> | undefined
  let answerTimer: ReturnType<typeof setTimeout> | undefined
  let stopWake: (() => void) | undefined

  function setState(next: ConnectionState): void {
    state = next
    options.onState(next)
  }

  async function dial(): Promise<void> {
    drop()
    const mine = generation
    setState({ status: 'connecting', attempt })
    if (mine !== generation) return
    dialTimer = setTimeout(retryLater, DIAL_TIMEOUT_MS)
    try {
      token = await options.tokens.get()
    } catch (error) {
      if (mine !== generation) return
      if (error instanceof TokenDeniedError) stop('WS_001', `Signed out: ${error.message || 'sign in again'}.`)
      else retryLater()
      return
    }
    if (mine !== generation) return
    const viaSubprotocol = options.tokenPlacement === 'subprotocol' && SUBPROTOCOL_TOKEN.test(token)
    const url = new URL(options.url())
    if (!viaSubprotocol) url.searchParams.set('token', token)
    const protocols = viaSubprotocol ? [SUBPROTOCOL, `bearer.${token}`] : []
    socket = openSocket(url.href, protocols, options.WebSocket, {
      onOpen: () => mine === generation && opened(),
      onText: (text) => mine === generation && heard(text),
      onClose: (code) => mine === generation && closed(code),
    })
  }

  function opened(): void {
    clearTimeout(dialTimer)
    openedAt = Date.now()
    heartbeatTimer = setInterval(beat, HEARTBEAT_INTERVAL_MS)
    scheduleRenewal()
    setState({ status: 'connected' })
  }

  function heard(text: string): void {
    heardSinceHeartbeat = true
    clearTimeout(answerTimer)
    answerTimer = undefined
    if (text.startsWith('{"type":"heartbeat"')) heartbeatAnswered = true
    // An open socket that speaks has accepted the token.
    if (Date.now() - openedAt > STABLE_AFTER_MS) {
      attempt = 0
      tokenRefused = false
    }
    options.onText(text)
  }

  function closed(code: number): void {
    const decision = decideAfterClose(code)
    if (openedAt > 0 && Date.now() - openedAt > STABLE_AFTER_MS) {
      attempt = 0
      tokenRefused = false
    }
    drop()
    if (decision.action === 'stop') return stop(decision.code, decision.message)
    if (decision.action === 'reauthenticate') return reauthenticate()
    retryLater()
  }

  function reauthenticate(): void {
    options.tokens.invalidate(token)
    // A new token refused as well means that another one will not help.
    if (tokenRefused) return stop('WS_001', 'The server refused a new token as well. Sign in again.')
    tokenRefused = true
    void dial()
  }

  function retryLater(): void {
    drop()
    const delay = backoffDelay(attempt, random)
    attempt += 1
    retryTimer = setTimeout(() => void dial(), delay)
    setState({ status: 'waiting', attempt, retryAt: Date.now() + delay })
  }

  function stop(code: string, message: string): void {
    drop()
    setState({ status: 'stopped', code, message })
  }

  /** Ends the current dial or socket and all its timers; its later events are ignored. */
  function drop(): void {
    generation += 1
    clearTimeout(retryTimer)
    clearTimeout(dialTimer)
    clearTimeout(renewTimer)
    clearTimeout(answerTimer)
    clearInterval(heartbeatTimer)
    answerTimer = undefined
    openedAt = 0
    heardSinceHeartbeat = true
    socket?.close()
    socket = undefined
  }

  function beat(): void {
    if (!send({ type: 'heartbeat', data: { timestamp: new Date().toISOString() } })) return
    // Only a server that has answered before can be missed.
    if (!heartbeatAnswered || answerTimer !== undefined) return
    heardSinceHeartbeat = false
    answerTimer = setTimeout(() => {
      answerTimer = undefined
      if (!heardSinceHeartbeat) retryNow()
    }, HEARTBEAT_ANSWER_MS)
  }

  function scheduleRenewal(): void {
    clearTimeout(renewTimer)
    if (token === undefined) return
    const wait = Math.max(renewalDelay(token), MIN_RENEWAL_MS)
    if (wait < MAX_TIMER_MS) renewTimer = setTimeout(renew, wait)
  }

  function renew(): void {
    const mine = generation
    const old = token
    options.tokens.invalidate(old)
    options.tokens.get().then(
      (renewed) => {
        if (mine !== generation) return
        token = renewed
        renewedAt = Date.now()
        send({ type: 'authenticate', data: { token: renewed } })
        scheduleRenewal()
      },
      (error: unknown) => {
        if (mine !== generation) return
        if (error instanceof TokenDeniedError) stop('WS_001', `Signed out: ${error.message || 'sign in again'}.`)
        else renewTimer = setTimeout(renew, backoffDelay(attempt++, random))
      },
    )
  }

  function send(frame: Frame): boolean {
    if (state.status !== 'connected' || !socket) return false
    return socket.send(encodeFrame(frame))
  }

  function retryNow(): void {
    attempt = 0
    void dial()
  }

  function wake(): void {
    if (state.status === 'waiting') retryNow()
    else if (state.status === 'connected') beat()
  }

  return {
    connect: () => {
      if (state.status !== 'idle') return
      stopWake ??= onWake(wake)
      retryNow()
    },
    reconnect: () => {
      if (state.status === 'idle') return
      tokenRefused = false
      retryNow()
    },
    close: () => {
      stopWake?.()
      stopWake = undefined
      drop()
      if (state.status !== 'idle') setState({ status: 'idle' })
    },
    send,
    renewToken: () => {
      if (state.status !== 'connected' || token === undefined) return
      const justRenewed = Math.min(STABLE_AFTER_MS, renewalDelay(token) / 2)
      // The token just given was refused too.
      if (Date.now() - renewedAt < justRenewed) reauthenticate()
      else renew()
    },
  }
}
