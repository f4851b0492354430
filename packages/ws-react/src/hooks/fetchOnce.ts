import { retryUnlessRefused } from './queryRetry.ts'

/** For queries that only fetch pages: once fetched they are in the store, which is the one truth. */
export const FETCH_ONCE = {
  staleTime: Infinity,
  gcTime: Infinity,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  refetchOnMount: false,
  networkMode: 'always',
  retry: retryUnlessRefused,
} as const
