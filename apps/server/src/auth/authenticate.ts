import type { Store, UserRecord } from '../store/store.ts'
import type { Tokens } from './token.ts'

export interface Identity {
  readonly user: UserRecord
  readonly expiresAt: number
}

export type Authenticate = (token: string | undefined) => Promise<Identity | undefined>

/** Access token → active user, or `undefined` for one that is not let in. */
export function createAuthenticate(tokens: Tokens, store: Store): Authenticate {
  return async (token) => {
    const claims = token === undefined ? undefined : tokens.verify(token, 'access')
    if (!claims) return undefined
    const user = await store.users.find(claims.userId)
    return user?.is_active ? { user, expiresAt: claims.expiresAt } : undefined
  }
}
