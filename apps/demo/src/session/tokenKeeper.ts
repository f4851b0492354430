import { AccessTokenSchema, type TokenPair } from '@mediconnect/protocol'
import { TokenDeniedError } from '@mediconnect/ws-react'
import { ApiError, callApi } from './api.ts'

export interface TokenKeeperOptions {
  readonly tokens: TokenPair
  /** @default the browser's */
  readonly fetch?: typeof fetch
  onRenewed(tokens: TokenPair): void
  /** There will be no more tokens: the user has to sign in again. */
  onDenied(reason: string): void
}

/** Keeps one signed-in user supplied with access tokens. */
export interface TokenKeeper {
  /** Gives the newest token, or a new one in place of one that is used up. */
  getToken(usedUp?: string): Promise<string>
  /** Fetches a new token. */
  renew(): Promise<string>
}

export const SESSION_ENDED = 'Your session has ended. Please sign in again.'

export function createTokenKeeper({ tokens, fetch, onRenewed, onDenied }: TokenKeeperOptions): TokenKeeper {
  const { refresh } = tokens
  let current = tokens.access
  let denied = false

  async function renew(): Promise<string> {
    if (denied) throw new TokenDeniedError(SESSION_ENDED)
    try {
      const body = { refresh }
      const { access } = await callApi('/api/token/refresh/', AccessTokenSchema, { method: 'POST', body, fetch })
      current = access
      onRenewed({ access, refresh })
      return access
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem !== 'refused') throw error
      denied = true
      onDenied(SESSION_ENDED)
      throw new TokenDeniedError(SESSION_ENDED)
    }
  }

  return {
    renew,
    getToken: (usedUp) => (denied || usedUp === current ? renew() : Promise.resolve(current)),
  }
}
