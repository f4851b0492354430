import { TokenPairSchema, type TokenPair } from '@mediconnect/protocol'
import * as v from 'valibot'

/** Where a session's tokens outlive a reload. Nothing else is ever kept. */
export interface TokenStorage {
  read(): TokenPair | undefined
  write(tokens: TokenPair): void
  clear(): void
}

const KEY = 'mediconnect-demo-tokens'

/** Tokens in this tab's session storage: each tab is its own user, and closing it signs out. */
export function tabTokenStorage(storage: Storage): TokenStorage {
  return {
    read: () => {
      const parsed = v.safeParse(StoredTokensSchema, storage.getItem(KEY))
      return parsed.success ? parsed.output : undefined
    },
    write: (tokens) => storage.setItem(KEY, JSON.stringify(tokens)),
    clear: () => storage.removeItem(KEY),
  }
}

/** Tokens in memory alone, for a session that needs not outlive the page. */
export const noTokenStorage: TokenStorage = {
  read: () => undefined,
  write: () => undefined,
  clear: () => undefined,
}

/** Tokens in memory, for a part of the page that is made anew as by a reload. */
export function memoryTokenStorage(): TokenStorage {
  let kept: TokenPair | undefined
  return {
    read: () => kept,
    write: (tokens) => {
      kept = tokens
    },
    clear: () => {
      kept = undefined
    },
  }
}

const StoredTokensSchema = v.pipe(v.string(), v.parseJson(), TokenPairSchema)
