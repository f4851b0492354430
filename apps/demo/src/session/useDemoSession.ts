import { useEffect, useState } from 'react'
import { ApiError } from './api.ts'
import { DEMO_PASSWORD } from './demoUsers.ts'
import { problemText } from './problemText.ts'
import type { SessionState } from './session.ts'
import type { TokenStorage } from './tokenStorage.ts'
import { useSession } from './useSession.ts'

const RETRY_MS = 2_000

/** A demo user's session that signs in by itself, again after it ended, and tries until the server answers. */
export function useDemoSession(
  username: string,
  storage: TokenStorage,
  fetch?: typeof globalThis.fetch,
): { state: SessionState; problem: string | undefined } {
  const { state, session } = useSession(storage, fetch)
  const [problem, setProblem] = useState<string>()
  const signedOut = state.status === 'signed_out'

  useEffect(() => {
    if (!signedOut) return
    let current = true
    let retryTimer: ReturnType<typeof setTimeout> | undefined
    const signIn = async (): Promise<void> => {
      try {
        await session.signIn(username, DEMO_PASSWORD)
        if (current) setProblem(undefined)
      } catch (error) {
        if (!current) return
        setProblem(problemText(error))
        if (error instanceof ApiError && error.problem === 'unreachable') {
          retryTimer = setTimeout(() => void signIn(), RETRY_MS)
        }
      }
    }
    void signIn()
    return () => {
      current = false
      clearTimeout(retryTimer)
    }
  }, [session, username, signedOut])

  return { state, problem }
}
