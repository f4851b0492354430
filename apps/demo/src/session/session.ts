import { TokenPairSchema, UserProfileSchema, type TokenPair, type User } from '@mediconnect/protocol'
import { TokenDeniedError, type GetToken } from '@mediconnect/ws-react'
import { ApiError, callApi } from './api.ts'
import { createTokenKeeper, SESSION_ENDED, type TokenKeeper } from './tokenKeeper.ts'
import type { TokenStorage } from './tokenStorage.ts'

export type SessionState =
  | { readonly status: 'signed_out'; readonly reason?: string }
  /** Tokens were found; whose they are is being asked. `unreachable` when the server did not answer the last time. */
  | { readonly status: 'restoring'; readonly unreachable: boolean }
  | { readonly status: 'signed_in'; readonly user: User; readonly getToken: GetToken }

/** Who is signed in, and how that changes. */
export interface Session {
  getState(): SessionState
  subscribe(changed: () => void): () => void
  /** Takes up a session that outlived a reload, trying until the server answers. Returns how to stop trying. */
  restore(): () => void
  /** Throws an {@link ApiError} when it does not work. */
  signIn(username: string, password: string): Promise<void>
  signOut(reason?: string): void
}

const RESTORE_RETRY_MS = 2_000

/** `fetch`: through what it asks the server, if not the browser's own. */
export function createSession(storage: TokenStorage, fetch?: typeof globalThis.fetch): Session {
  let state: SessionState = storage.read() ? { status: 'restoring', unreachable: false } : { status: 'signed_out' }
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  /** Counts sign-ins and sign-outs, so that a late answer to an earlier one changes nothing. */
  let turn = 0
  const listeners = new Set<() => void>()

  function setState(next: SessionState): void {
    state = next
    for (const changed of listeners) changed()
  }

  function end(reason?: string): void {
    turn += 1
    clearTimeout(retryTimer)
    storage.clear()
    setState({ status: 'signed_out', reason })
  }

  function keeperOf(tokens: TokenPair, ownTurn: number): TokenKeeper {
    return createTokenKeeper({
      tokens,
      fetch,
      onRenewed: (renewed) => ownTurn === turn && storage.write(renewed),
      onDenied: (reason) => ownTurn === turn && end(reason),
    })
  }

  async function enter(keeper: TokenKeeper, access: string, ownTurn: number): Promise<void> {
    const user = await callApi('/api/users/me/', UserProfileSchema, { token: access, fetch })
    if (ownTurn === turn) setState({ status: 'signed_in', user, getToken: keeper.getToken })
  }

  async function tryRestore(tokens: TokenPair, ownTurn: number): Promise<void> {
    try {
      const keeper = keeperOf(tokens, ownTurn)
      await enter(keeper, await keeper.renew(), ownTurn)
    } catch (error) {
      if (ownTurn !== turn || error instanceof TokenDeniedError) return
      if (error instanceof ApiError && error.problem === 'refused') return end(SESSION_ENDED)
      setState({ status: 'restoring', unreachable: true })
      retryTimer = setTimeout(() => void tryRestore(tokens, ownTurn), RESTORE_RETRY_MS)
    }
  }

  return {
    getState: () => state,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    restore: () => {
      const tokens = storage.read()
      if (state.status !== 'restoring' || !tokens) return () => undefined
      turn += 1
      void tryRestore(tokens, turn)
      return () => {
        if (state.status !== 'restoring') return
        turn += 1
        clearTimeout(retryTimer)
      }
    },
    signIn: async (username, password) => {
      turn += 1
      const ownTurn = turn
      const body = { username, password }
      const tokens = await callApi('/api/token/', TokenPairSchema, { method: 'POST', body, fetch })
      if (ownTurn !== turn) return
      await enter(keeperOf(tokens, ownTurn), tokens.access, ownTurn)
      if (ownTurn === turn) storage.write(tokens)
    },
    signOut: end,
  }
}
