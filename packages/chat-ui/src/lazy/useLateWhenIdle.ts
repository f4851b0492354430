import { useEffect } from 'react'
import type { Late } from './createLate.ts'

/** Where a browser does not tell when it is idle. */
const SOON_MS = 200

/** Loads a late chunk once the browser has nothing else to do: it is there before somebody asks for it. */
export function useLateWhenIdle({ load }: Late<unknown>): void {
  useEffect(() => {
    const begin = () => void load().catch(() => undefined)
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(begin, SOON_MS)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(begin)
    return () => cancelIdleCallback(request)
  }, [load])
}
