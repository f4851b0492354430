import { useEffect, useRef, useState } from 'react'
import { createTypingNotice, type TypingNotice } from './typingNotice.ts'

/** Tells of typing while the part is there. Whoever goes away no longer types. */
export function useTypingNotice(onTyping: ((isTyping: boolean) => void) | undefined): TypingNotice {
  const latest = useRef(onTyping)
  useEffect(() => {
    latest.current = onTyping
  }, [onTyping])
  const [notice] = useState(() => createTypingNotice((isTyping) => latest.current?.(isTyping)))
  useEffect(() => notice.dispose, [notice])
  return notice
}
