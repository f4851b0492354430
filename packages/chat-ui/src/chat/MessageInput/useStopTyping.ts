import { useEffect, useRef } from 'react'

/** Whoever goes away no longer types. */
export function useStopTyping(onTyping: ((isTyping: boolean) => void) | undefined) {
  const latest = useRef(onTyping)
  useEffect(() => {
    latest.current = onTyping
  }, [onTyping])
  useEffect(() => () => latest.current?.(false), [])
}
