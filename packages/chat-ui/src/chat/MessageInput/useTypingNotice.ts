import { useEffect, useMemo, useRef } from 'react'
import { createTypingNotice, type TypingNotice } from './typingNotice.ts'

/** Tells of typing while the part is there. Whoever goes away no longer types. */
export function useTypingNotice(
  onTyping: ((isTyping: boolean) => void) | undefined,
): Pick<TypingNotice, 'keystroke' | 'end'> {
  const latest = useRef(onTyping)
  const notice = useRef<TypingNotice>(undefined)
  useEffect(() => {
    latest.current = onTyping
  }, [onTyping])
  useEffect(() => {
    const current = createTypingNotice((isTyping) => latest.current?.(isTyping))
    notice.current = current
    return current.dispose
  }, [])
  return useMemo(() => ({ keystroke: () => notice.current?.keystroke(), end: () => notice.current?.end() }), [])
}
