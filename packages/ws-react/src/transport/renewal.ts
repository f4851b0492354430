import type { Frame } from '@mediconnect/protocol'
import { backoffDelay } from './backoff.ts'
import type { Clock } from './clock.ts'
import { renewalDelay, TokenDeniedError, type TokenSource } from './token.ts'

export interface RenewalOptions {
  tokens: TokenSource
  clock: Clock
  random(): number
  send(frame: Frame): void
  onDenied(error: TokenDeniedError): void
  /** The server refuses the token just given to it: the open socket cannot be helped. */
  onRefused(): void
}

/** Gives an open socket a new token before its own ends. */
export interface Renewal {
  /** The socket was opened with this token. */
  start(token: string): void
  stop(): void
  /** The open socket's token was refused: gives it another. */
  refused(): void
  /** There is a newer token: gives it to the open socket. */
  renew(): void
  /** The socket was closed for its token: nobody is to use that again. */
  invalidate(): void
}

/** A token is renewed no more often than this. */
const MIN_RENEWAL_MS = 1_000
/** A token refused this soon after it was given will not be taken at all. */
const JUST_RENEWED_MS = 5_000
/** Longest a timer may be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function createRenewal({ tokens, clock, random, send, onDenied, onRefused }: RenewalOptions): Renewal {
  let token = ''
  let renewedAt = -Infinity
  let attempt = 0
  /** Answers to an earlier question are dropped. */
  let generation = 0
  let cancelNext: (() => void) | undefined

  function follow(next: string): void {
    token = next
    attempt = 0
    renewIn(renewalDelay(token, clock.now()))
  }

  function renewIn(ms: number): void {
    cancelNext = clock.after(Math.min(Math.max(ms, MIN_RENEWAL_MS), MAX_TIMER_MS), () => renew(false))
  }

  /** `isNeeded`: whatever is given is passed on, though it be the same. */
  function renew(isNeeded: boolean): void {
    stop()
    const mine = generation
    const retry = (): void => renewIn(backoffDelay(attempt++, random))
    invalidate()
    tokens.get().then(
      (next) => {
        if (mine !== generation) return
        // The host has no newer one yet.
        if (next === token && !isNeeded) return retry()
        renewedAt = clock.now()
        send({ type: 'authenticate', data: { token: next } })
        follow(next)
      },
      (error: unknown) => {
        if (mine !== generation) return
        if (error instanceof TokenDeniedError) onDenied(error)
        else retry()
      },
    )
  }

  function invalidate(): void {
    tokens.invalidate(token)
  }

  function stop(): void {
    generation += 1
    cancelNext?.()
  }

  return {
    start: (first) => {
      renewedAt = -Infinity
      follow(first)
    },
    stop,
    invalidate,
    renew: () => renew(true),
    refused: () => {
      const isJustRenewed = clock.now() - renewedAt < Math.min(JUST_RENEWED_MS, renewalDelay(token, clock.now()) / 2)
      if (isJustRenewed) onRefused()
      else renew(true)
    },
  }
}
