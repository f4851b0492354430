import { useCallback, useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

/** chat-ui's themes hang on this attribute of any ancestor. */
const ATTRIBUTE = 'data-mc-theme'
const DARK = '(prefers-color-scheme: dark)'

/** The theme in force: the system's, until another is chosen in this tab. */
export function useTheme(): { theme: Theme; toggle(): void } {
  const theme = useSyncExternalStore(subscribe, currentTheme)
  const toggle = useCallback(() => {
    document.documentElement.setAttribute(ATTRIBUTE, currentTheme() === 'dark' ? 'light' : 'dark')
  }, [])
  return { theme, toggle }
}

function currentTheme(): Theme {
  const chosen = document.documentElement.getAttribute(ATTRIBUTE)
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

function subscribe(changed: () => void): () => void {
  const system = window.matchMedia(DARK)
  const chosen = new MutationObserver(changed)
  chosen.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] })
  system.addEventListener('change', changed)
  return () => {
    chosen.disconnect()
    system.removeEventListener('change', changed)
  }
}
