import { useEffect, useState } from 'react'
import { ApiError } from '../../session/api.ts'
import { DEMO_PASSWORD } from '../../session/demoUsers.ts'
import { problemText } from '../../session/problemText.ts'
import type { SessionState } from '../../session/session.ts'
import { noTokenStorage } from '../../session/tokenStorage.ts'
import { useSession } from '../../session/useSession.ts'

const RETRY_MS = 2_000

/** A demo user's session that signs in by itself, again after it ended, and tries until the server answers. */
export function usePaneSession(username: string): { state: SessionState; problem: string | undefined } {
  const { state, session } = useSession(noTokenStorage)
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
