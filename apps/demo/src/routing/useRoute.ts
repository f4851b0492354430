import { useMemo, useSyncExternalStore } from 'react'
import { parseHash, type Route } from './route.ts'

/** The page the address stands for, now and after each navigation. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseHash(hash), [hash])
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}
