/** Gives an access token that is valid now. Throw {@link TokenDeniedError} when there will be none. */
export type GetToken = () => string | Promise<string>

/** Thrown by `getToken` when the user is signed out: connections stop instead of trying again. */
export class TokenDeniedError extends Error {
  override name = 'TokenDeniedError'
}

/** One token for all sockets and HTTP calls, fetched once however many ask. */
export interface TokenSource {
  /** The current token, or a new one when it is used up. */
  get(): Promise<string>
  /** Says that `token` was refused, or is about to be. */
  invalidate(token: string | undefined): void
}

/** A token this close to its end is renewed first. */
export const RENEW_BEFORE_MS = 30_000

export function createTokenSource(getToken: GetToken): TokenSource {
  let current: string | undefined
  let pending: Promise<string> | undefined

  const fetchToken = async (): Promise<string> => {
    try {
      current = await getToken()
      return current
    } finally {
      pending = undefined
    }
  }
  return {
    get: () => {
      if (current !== undefined && expiresIn(current) > RENEW_BEFORE_MS / 2) return Promise.resolve(current)
      pending ??= fetchToken()
      return pending
    },
    invalidate: (token) => {
      if (token === current) current = undefined
    },
  }
}

/** Milliseconds until a JWT expires; Infinity for a token that does not say. It is not verified: that is the server's. */
export function expiresIn(token: string): number {
  const payload = token.split('.')[1]
  if (payload === undefined) return Infinity
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    if (typeof claims !== 'object' || claims === null || !('exp' in claims) || typeof claims.exp !== 'number') {
      return Infinity
    }
    return claims.exp * 1000 - Date.now()
  } catch {
    return Infinity
  }
}
