import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface ComposerText {
  readonly text: string
  readonly setText: (text: string) => void
  /** Puts it where the cursor is, in place of what is selected. */
  readonly insert: (piece: string) => void
  readonly focus: () => void
  readonly textarea: RefObject<HTMLTextAreaElement | null>
}

/** The text of a box, kept here or by the caller, and the cursor in it. */
export function useComposerText(
  value: string | undefined,
  defaultValue: string,
  onChange: ((text: string) => void) | undefined,
): ComposerText {
  const textarea = useRef<HTMLTextAreaElement>(null)
  const cursor = useRef<number>(undefined)
  const [ownValue, setOwnValue] = useState(defaultValue)
  const [begunWith, setBegunWith] = useState(defaultValue)
  if (begunWith !== defaultValue) {
    setBegunWith(defaultValue)
    setOwnValue(defaultValue)
  }
  const text = value ?? ownValue

  function setText(next: string) {
    setOwnValue(next)
    onChange?.(next)
  }

  useLayoutEffect(() => {
    if (cursor.current === undefined) return
    textarea.current?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = undefined
  }, [text])

  const focus = useCallback(() => textarea.current?.focus(), [])

  function insert(piece: string) {
    const { selectionStart = text.length, selectionEnd = text.length } = textarea.current ?? {}
    // React would put the cursor at the end.
    cursor.current = selectionStart + piece.length
    setText(text.slice(0, selectionStart) + piece + text.slice(selectionEnd))
    focus()
  }

  return { text, setText, insert, focus, textarea }
}
