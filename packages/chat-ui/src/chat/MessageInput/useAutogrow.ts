import { useLayoutEffect, type RefObject } from 'react'

/** Fits the box's height to its text, up to what its style sheet allows, where `field-sizing` does not do it. */
export function useAutogrow(textareaRef: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    const element = textareaRef.current
    // Measuring makes the browser lay out the page at each key.
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight}px`
  }, [textareaRef, text])
}
