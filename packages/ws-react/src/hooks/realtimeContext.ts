import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Audit } from '../store/audit.ts'
import type { CoreClient } from '../store/coreClient.ts'
import type { IdleMonitor } from '../store/idle.ts'
import type { IdlePresence } from '../store/idlePresence.ts'

/** What the provider gives to the hooks. */
export interface RealtimeContextValue {
  readonly client: CoreClient
  readonly queryClient: QueryClient
  readonly idle: IdleMonitor
  /** Where the host asked for it. */
  readonly audit: Audit | undefined
  /** After so many milliseconds without input the user is `away`. */
  awayAfter(): number
  signOut(): Promise<void>
  /** Made by the hook that needs it: a screen that shows no presence does not ship it. */
  readonly presence: (make: () => IdlePresence) => IdlePresence
}

export const RealtimeContext = createContext<RealtimeContextValue | undefined>(undefined)

/** What the nearest `<RealtimeProvider>` gives; `hook` is named to whoever forgot it. */
export function useRealtime(hook: string): RealtimeContextValue {
  const value = useContext(RealtimeContext)
  if (value) return value
  throw new Error(
    `${hook} was used outside <RealtimeProvider>. Wrap the part of your app that chats in <RealtimeProvider>.`,
  )
}
