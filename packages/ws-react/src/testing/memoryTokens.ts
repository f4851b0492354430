import { ACCESS_TOKEN_TTL_MS } from '@mediconnect/protocol'

/** Who a token is for, and until when. */
export interface MemoryIdentity {
  readonly userId: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Tokens as the real server's look to a client, but signed by nobody. */
export interface MemoryTokens {
  /** `claims` add to or replace the usual ones. */
  sign(userId: number, claims?: Readonly<Record<string, unknown>>): string
  /** `undefined` for a token that is not of here or not good now. */
  read(token: string): MemoryIdentity | undefined
}

const SIGNATURE = 'memory'

export function createMemoryTokens(now: () => number): MemoryTokens {
  let signed = 0
  return {
    sign: (user_id, claims = {}) => {
      const seconds = Math.floor(now() / 1000)
      const usual = { token_type: 'access', iat: seconds, exp: seconds + ACCESS_TOKEN_TTL_MS / 1000 }
      const payload = { ...usual, jti: String(++signed), user_id, ...claims }
      return `${encode({ alg: 'none' })}.${encode(payload)}.${SIGNATURE}`
    },
    read: (token) => {
      const claims = claimsOf(token)
      if (claims?.token_type !== 'access' || typeof claims.user_id !== 'number' || typeof claims.exp !== 'number') {
        return undefined
      }
      const expiresAt = claims.exp * 1000
      return now() < expiresAt ? { userId: claims.user_id, expiresAt } : undefined
    },
  }
}

function encode(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function claimsOf(token: string): { token_type?: unknown; user_id?: unknown; exp?: unknown } | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature !== SIGNATURE) return undefined
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof claims === 'object' && claims !== null ? claims : undefined
  } catch {
    return undefined
  }
}
