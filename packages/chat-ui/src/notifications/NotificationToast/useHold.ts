import { useEffect, useState, type HTMLAttributes } from 'react'

/** Whether what is on the screen is in use and must stay: pointed at, in focus, or not seen, as the page is hidden. */
export function useHold() {
  const [isPointedAt, setPointedAt] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  const [isUnseen, setUnseen] = useState(false)

  useEffect(() => {
    const read = () => setUnseen(document.visibilityState === 'hidden')
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [])

  const handlers: HTMLAttributes<HTMLElement> = {
    onMouseEnter: () => setPointedAt(true),
    onMouseLeave: () => setPointedAt(false),
    onFocus: () => setFocus(true),
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget)) setFocus(false)
    },
  }
  return [isPointedAt || hasFocus || isUnseen, handlers] as const
}
