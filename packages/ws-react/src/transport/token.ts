import { systemClock, type Clock } from './clock.ts'

/**
 * Gives an access token that is valid now; asked before every dial. `usedUp` is the last one, when it was refused or is
 * about to end: giving it again will not do. Throw {@link TokenDeniedError} when there will be none.
 */
export type GetToken = (usedUp?: string) => string | Promise<string>

/** Thrown by `getToken` when the user is signed out: connections stop instead of trying again. */
export class TokenDeniedError extends Error {
  override name = 'TokenDeniedError'
}

/** One token for all sockets and HTTP calls, fetched once however many ask. */
export interface TokenSource {
  /** The current token, or a new one when it is used up. */
  get(): Promise<string>
  /** Asks for a token, as every dial does: the user may have signed in anew. */
  ask(): Promise<string>
  /** Says that `token` was refused, or is about to be. */
  invalidate(token: string | undefined): void
  /** When the current token ends, epoch milliseconds; Infinity for one that does not say. */
  readonly endsAt: number
}

/** A token this close to its end is renewed first; one that lives shorter, halfway. */
const RENEW_BEFORE_MS = 30_000
/** A `getToken` that takes longer has failed, so that the next try can ask again. */
const GET_TOKEN_TIMEOUT_MS = 15_000

export function createTokenSource(getToken: GetToken, clock: Clock = systemClock): TokenSource {
  let current: string | undefined
  let renewAt = 0
  let endsAt = Infinity
  let pending: Promise<string> | undefined

  async function fetchToken(): Promise<string> {
    try {
      const token = await inTime(clock, () => getToken(clock.now() < renewAt ? undefined : current))
      // The same again is as used up as it was.
      if (token !== current) {
        renewAt = clock.now() + renewalDelay(token, clock.now())
        endsAt = clock.now() + remainingLife(token, clock.now())
      }
      current = token
      return token
    } finally {
      pending = undefined
    }
  }

  const ask = (): Promise<string> => (pending ??= fetchToken())
  return {
    get: () => (current !== undefined && clock.now() < renewAt ? Promise.resolve(current) : ask()),
    ask,
    invalidate: (token) => {
      if (token === current) renewAt = 0
    },
    get endsAt() {
      return endsAt
    },
  }
}

/** Asks for a token, but not in this call: the host may well close the connection while it is asked. */
export function askSoon({ ask }: TokenSource): Promise<string> {
  const asked = Promise.resolve().then(ask)
  // Whoever dials with it hears of a failure.
  asked.catch(() => undefined)
  return asked
}

/** Milliseconds after which a token just received should be renewed; Infinity for one that does not say when it ends. */
export function renewalDelay(token: string, now = Date.now()): number {
  const life = remainingLife(token, now)
  return Math.max(life - RENEW_BEFORE_MS, life / 2)
}

/**
 * Milliseconds a JWT just received will live. It is not verified: that is the server's.
 * A clock that is wrong would make every new token look expired: then its whole life counts from now.
 */
function remainingLife(token: string, now: number): number {
  const claims = claimsOf(token)
  if (claims?.exp === undefined) return Infinity
  const left = claims.exp * 1000 - now
  if (claims.iat === undefined) return Math.max(left, 0)
  const whole = (claims.exp - claims.iat) * 1000
  return left > 0 && left <= whole ? left : whole
}

/** The user a token is for, as far as it says. */
export function userOfToken(token: string): number | undefined {
  return claimsOf(token)?.user_id
}

interface Claims {
  exp?: number
  iat?: number
  user_id?: number
}

function claimsOf(token: string): Claims | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    if (typeof claims !== 'object' || claims === null) return undefined
    const numeric = Object.entries(claims).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    return Object.fromEntries(numeric)
  } catch {
    return undefined
  }
}

async function inTime(clock: Clock, getToken: GetToken): Promise<string> {
  let cancel: (() => void) | undefined
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(GET_TOKEN_TIMEOUT_MS, () => reject(new Error('getToken took too long.')))
  })
  try {
    return await Promise.race([getToken(), late])
  } finally {
    cancel?.()
  }
}
