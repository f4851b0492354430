import { useLayoutEffect, type RefObject } from 'react'

/** Fits the box's height to its text, up to what its style sheet allows. */
export function useAutogrow(textareaRef: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    const element = textareaRef.current
    if (!element) return
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight}px`
  }, [textareaRef, text])
}
