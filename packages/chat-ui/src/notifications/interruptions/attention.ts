import { isLookedAt } from './isLookedAt.ts'

/** Missing where a page is served without TLS. */
type MaybeLocks = LockManager | undefined

/** Whether the user looks at any tab that shares the name. */
export interface Attention {
  isAnywhere(): Promise<boolean>
}

/** A tab that is looked at holds a lock the others can see: it goes with the focus, and with the tab. */
export function watchAttention(name: string, signal: AbortSignal): Attention {
  const locks: MaybeLocks = navigator.locks
  let letGo: (() => void) | undefined

  function update(): void {
    if (!isLookedAt() || signal.aborted) {
      letGo?.()
      letGo = undefined
    } else if (!letGo && locks) {
      const held = new Promise<void>((resolve) => (letGo = resolve))
      void locks.request(name, { mode: 'shared' }, () => held)
    }
  }

  update()
  window.addEventListener('focus', update, { signal })
  window.addEventListener('blur', update, { signal })
  document.addEventListener('visibilitychange', update, { signal })
  signal.addEventListener('abort', update, { once: true })

  return {
    isAnywhere: async () => {
      if (isLookedAt()) return true
      const { held = [] } = (await locks?.query()) ?? {}
      return held.some((lock) => lock.name === name)
    },
  }
}
