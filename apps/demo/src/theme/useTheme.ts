import { useCallback, useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

/** `system`: as the machine is set. */
export type ThemeChoice = Theme | 'system'

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** chat-ui's themes hang on this attribute of any ancestor. */
const ATTRIBUTE = 'data-mc-theme'
const DARK = '(prefers-color-scheme: dark)'
const KEY = 'mediconnect-demo-theme'

/** The theme in force, and what was chosen; a choice outlives the page. */
export function useTheme(): { theme: Theme; choice: ThemeChoice; choose(choice: ThemeChoice): void } {
  const theme = useSyncExternalStore(subscribe, currentTheme)
  const choice = useSyncExternalStore(subscribe, currentChoice)
  const choose = useCallback((next: ThemeChoice) => {
    show(next)
    window.localStorage.setItem(KEY, next)
  }, [])
  return { theme, choice, choose }
}

/** Shows what was chosen the last time; called before anything is drawn. */
export function restoreTheme(): void {
  const kept = window.localStorage.getItem(KEY)
  show(THEME_CHOICES.find((choice) => choice === kept) ?? 'system')
}

function show(choice: ThemeChoice): void {
  if (choice === 'system') document.documentElement.removeAttribute(ATTRIBUTE)
  else document.documentElement.setAttribute(ATTRIBUTE, choice)
}

function currentChoice(): ThemeChoice {
  const chosen = document.documentElement.getAttribute(ATTRIBUTE)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

function currentTheme(): Theme {
  const choice = currentChoice()
  if (choice !== 'system') return choice
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
