import { randomUUID } from 'node:crypto'
import { ACCESS_TOKEN_TTL_MS, REFRESH_TOKEN_TTL_MS } from '@mediconnect/protocol'
import { createVerifier } from 'fast-jwt'
import { SignJWT } from 'jose'
import * as v from 'valibot'

/** A token issued by a machine whose clock is a little ahead is still good. */
const CLOCK_SKEW_MS = 60_000
const LIFETIME_MS = { access: ACCESS_TOKEN_TTL_MS, refresh: REFRESH_TOKEN_TTL_MS } as const

export type TokenType = keyof typeof LIFETIME_MS

export interface TokenClaims {
  readonly userId: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface Tokens {
  /** Signs a token; `claims` add to or replace the usual ones. */
  sign(userId: number, type: TokenType, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** The claims of a token that is good now, or `undefined`. Whether the user may sign in is not asked here. */
  verify(token: string, type: TokenType): TokenClaims | undefined
}

/** Some issuers write the user's id as text. */
const ClaimsSchema = v.object({
  token_type: v.string(),
  exp: v.number(),
  iat: v.optional(v.number()),
  nbf: v.optional(v.number()),
  user_id: v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/), v.transform(Number))]),
    v.integer(),
    v.minValue(1),
  ),
})

/** HS256 tokens with the claims of Django's SimpleJWT. */
export function createTokens(secret: string, now: () => number): Tokens {
  const key = new TextEncoder().encode(secret)
  // Times are compared with our own clock below. Signatures are checked here and now: the pool of threads, where other
  // libraries do it, may be busy with passwords. Nothing is remembered: when sockets come back all at once, they are more
  // than a memory of a decent size holds, and looking there first costs as much as checking.
  const verifyToken = createVerifier({
    key: secret,
    algorithms: ['HS256'],
    ignoreExpiration: true,
    ignoreNotBefore: true,
    cache: false,
  })
  return {
    sign(userId, type, claims = {}) {
      const seconds = Math.floor(now() / 1000)
      const payload = {
        token_type: type,
        exp: seconds + LIFETIME_MS[type] / 1000,
        iat: seconds,
        jti: randomUUID().replaceAll('-', ''),
        user_id: userId,
        ...claims,
      }
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key)
    },
    verify,
  }

  function verify(token: string, type: TokenType): TokenClaims | undefined {
    let payload: unknown
    try {
      payload = verifyToken(token)
    } catch {
      return undefined
    }
    const parsed = v.safeParse(ClaimsSchema, payload)
    if (!parsed.success || parsed.output.token_type !== type) return undefined
    const { user_id, exp, iat, nbf } = parsed.output
    if (now() >= exp * 1000 || (nbf !== undefined && now() < nbf * 1000)) return undefined
    if (iat !== undefined && iat * 1000 > now() + CLOCK_SKEW_MS) return undefined
    return { userId: user_id, expiresAt: exp * 1000 }
  }
}
