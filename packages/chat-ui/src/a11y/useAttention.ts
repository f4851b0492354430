import { useSyncExternalStore } from 'react'

/** Whether the reader looks at this page: it is visible and has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, hasAttention, () => false)
}

function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('focus', onChange)
  window.addEventListener('blur', onChange)
  document.addEventListener('visibilitychange', onChange)
  return () => {
    window.removeEventListener('focus', onChange)
    window.removeEventListener('blur', onChange)
    document.removeEventListener('visibilitychange', onChange)
  }
}
