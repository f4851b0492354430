import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Late } from './createLate.ts'

export interface LateOptions {
  /** It begins to load when this is first so. @default true */
  readonly wanted?: boolean
  /** It could not be loaded now: for what must not begin by itself much later. */
  readonly onFailed?: () => void
}

/** A late chunk, once it is there. */
export function useLate<Chunk>(
  { load, get, subscribe }: Late<Chunk>,
  { wanted = true, onFailed }: LateOptions = {},
): Chunk | undefined {
  const chunk = useSyncExternalStore(subscribe, get, nothing)
  const failed = useRef(onFailed)
  useEffect(() => {
    failed.current = onFailed
  }, [onFailed])

  useEffect(() => {
    if (!wanted) return
    let isCurrent = true
    load().catch(() => isCurrent && failed.current?.())
    return () => {
      isCurrent = false
    }
  }, [wanted, load])

  return chunk
}

/** A server writes what the first screen shows. */
function nothing(): undefined {
  return undefined
}
