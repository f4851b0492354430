import type { Frame } from '@mediconnect/protocol'
import { encodeFrame } from '@mediconnect/protocol/client'
import { backoffDelay } from './backoff.ts'
import { systemClock, type Clock } from './clock.ts'
import { decideAfterClose } from './closePolicy.ts'
import type { ConnectionState } from './connectionState.ts'
import { createHeartbeat } from './heartbeat.ts'
import { dial, type Line, type LineOptions } from './line.ts'
import { createRenewal } from './renewal.ts'
import type { TokenDeniedError } from './token.ts'
import { onWake, type WakeSignal, type WakeSource } from './wake.ts'

export type { TokenPlacement } from './line.ts'

export interface TransportOptions extends LineOptions {
  onState(state: ConnectionState): void
  /** Every text message, in order, each once. */
  onText(text: string): void
  /** @default Math.random */
  random?: () => number
  /** @default the machine's */
  clock?: Clock
  /** @default the browser's signals */
  wakeSource?: WakeSource
}

/** A connection that stays: it dials, renews its token, notices a dead line and dials again. */
export interface Transport {
  /** `token`: one that is asked for already, for the first dial. */
  connect(token?: Promise<string>): void
  /** Dials at once, whatever the state; nothing before `connect`. */
  reconnect(): void
  /** Stops for good; `connect` starts anew. */
  close(): void
  /** False when the socket is not open: nothing was sent. */
  send(frame: Frame): boolean
  /** The token was refused (a WS_001 frame): the open socket gets another. */
  tokenRefused(): void
  /** There is a newer token: the open socket gets it, a stopped one dials with it. */
  renewToken(): void
}

/** An open connection this old starts its back-off anew when it breaks. */
const STABLE_AFTER_MS = 5_000
/** One waking is told in several ways: within this time they start one dial. */
const WAKE_MS = 1_000

export function createTransport(options: TransportOptions): Transport {
  const { tokens, random = Math.random, clock = systemClock, wakeSource = onWake } = options
  let state: ConnectionState = { status: 'idle' }
  let line: Line | undefined
  let attempt = 0
  let openedAt = Infinity
  let tokenEndsAt = Infinity
  let wokenAt = -Infinity
  let tokenRefused = false
  let cancelRetry: (() => void) | undefined
  let stopWake: (() => void) | undefined

  const heartbeat = createHeartbeat({ clock, send, onDead: dialAnew })
  const renewal = createRenewal({ tokens, clock, random, send, onDenied: denied, onRefused: reauthenticate })

  function setState(next: ConnectionState): void {
    state = next
    options.onState(next)
  }

  function dialNow(token?: Promise<string>): void {
    drop()
    line = dial(options, clock, { onOpen: opened, onText: heard, onClose: closed, onDenied: denied }, token)
    setState({ status: 'connecting', attempt })
  }

  function dialAnew(token?: Promise<string>): void {
    attempt = 0
    dialNow(token)
  }

  function opened(token: string, endsAt: number): void {
    tokenEndsAt = endsAt
    openedAt = clock.now()
    heartbeat.start()
    renewal.start(token)
    setState({ status: 'connected' })
  }

  function heard(text: string): void {
    heartbeat.heard(text)
    noteStable()
    options.onText(text)
  }

  function closed(code: number): void {
    noteStable()
    const decision = decideAfterClose(code)
    if (decision.action === 'stop') stop(decision.code, decision.message)
    else if (decision.action === 'reauthenticate') reauthenticate()
    else retryLater()
  }

  /** An open socket that lasts has been accepted, and its token too. */
  function noteStable(): void {
    if (clock.now() - openedAt <= STABLE_AFTER_MS) return
    attempt = 0
    tokenRefused = false
  }

  function reauthenticate(): void {
    renewal.invalidate()
    // It ended on the way, as on a slow line: that says nothing of the next one.
    if (clock.now() >= tokenEndsAt) return retryLater()
    // A new token refused as well means that another one will not help.
    if (tokenRefused) return stop('WS_001', 'The server refused a new token as well. Sign in again.')
    tokenRefused = true
    dialNow()
  }

  function retryLater(): void {
    drop()
    const delay = backoffDelay(attempt, random)
    attempt += 1
    cancelRetry = clock.after(delay, dialNow)
    setState({ status: 'waiting', attempt, retryAt: clock.now() + delay })
  }

  function denied({ message }: TokenDeniedError): void {
    stop('WS_001', `Signed out: ${message || 'sign in again'}.`)
  }

  function stop(code: string, message: string): void {
    drop()
    setState({ status: 'stopped', code, message })
  }

  /** Ends the current line, or the wait for one, and all that goes with it; none of its events follow. */
  function drop(): void {
    cancelRetry?.()
    heartbeat.stop()
    renewal.stop()
    openedAt = Infinity
    line?.close()
    line = undefined
  }

  function send(frame: Frame): boolean {
    return state.status === 'connected' && (line?.send(encodeFrame(frame)) ?? false)
  }

  function wake(signal: WakeSignal): void {
    const { status } = state
    if (signal === 'offline') {
      if (status === 'connecting' || status === 'connected') retryLater()
    } else if (status === 'connected') {
      heartbeat.probe()
    } else if (status === 'waiting' || (status === 'connecting' && (signal === 'online' || !isWoken()))) {
      wokenAt = clock.now()
      dialAnew()
    }
  }

  /** A dial under way that began before the waking may hang for long; one that began with it is waited for. */
  function isWoken(): boolean {
    return clock.now() - wokenAt < WAKE_MS
  }

  function reconnect(): void {
    if (state.status === 'idle') return
    tokenRefused = false
    dialAnew()
  }

  return {
    connect: (token) => {
      if (state.status !== 'idle') return
      stopWake = wakeSource(wake, clock)
      dialAnew(token)
    },
    reconnect,
    close: () => {
      stopWake?.()
      drop()
      if (state.status !== 'idle') setState({ status: 'idle' })
    },
    send,
    tokenRefused: () => {
      if (state.status === 'connected') renewal.refused()
    },
    renewToken: () => {
      if (state.status === 'connected') renewal.renew()
      else if (state.status === 'stopped') reconnect()
    },
  }
}
