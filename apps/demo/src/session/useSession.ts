import { useEffect, useState, useSyncExternalStore } from 'react'
import { createSession, type Session, type SessionState } from './session.ts'
import type { TokenStorage } from './tokenStorage.ts'

/** A session of this component's own, and its state. */
export function useSession(
  storage: TokenStorage,
  fetch?: typeof globalThis.fetch,
): { state: SessionState; session: Session } {
  const [session] = useState(() => createSession(storage, fetch))
  const state = useSyncExternalStore(session.subscribe, session.getState)
  useEffect(() => session.restore(), [session])
  return { state, session }
}
