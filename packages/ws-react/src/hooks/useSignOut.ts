import { useRealtime } from './realtimeContext.ts'

/**
 * Signs the user out of realtime: connections close, and messages, what is unsent, fetched pages and keys are forgotten,
 * in this tab and the user's others. Then the provider renders nothing until it is unmounted or given another user:
 * drop your own tokens in `onSignedOut`. Ask first when {@link useUnsentCount} is not 0.
 */
export function useSignOut(): () => Promise<void> {
  return useRealtime('useSignOut').signOut
}
