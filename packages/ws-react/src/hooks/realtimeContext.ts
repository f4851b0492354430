import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { RealtimeClient } from '../store/client.ts'

export interface RealtimeContextValue {
  readonly client: RealtimeClient
  readonly queryClient: QueryClient
}

export const RealtimeContext = createContext<RealtimeContextValue | undefined>(undefined)

/** The client of the nearest `<RealtimeProvider>`. */
export function useRealtime(hook: string): RealtimeContextValue {
  const value = useContext(RealtimeContext)
  if (value) return value
  throw new Error(
    `${hook} was used outside <RealtimeProvider>, so there is no connection to use. ` +
      'Wrap the part of your app that chats in <RealtimeProvider currentUser={…} getToken={…}>.',
  )
}

/** The client itself, for what no hook covers. Throws outside `<RealtimeProvider>`. */
export function useRealtimeClient(): RealtimeClient {
  return useRealtime('useRealtimeClient').client
}
