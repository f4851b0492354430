import { useCallback, useEffect, useState } from 'react'

const SAID_MS = 2_000

/** Copies a text; `outcome` says for a moment how that went. */
export function useClipboard(): { outcome: 'copied' | 'failed' | undefined; copy: (text: string) => void } {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = useCallback((text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }, [])
  return { outcome, copy }
}
