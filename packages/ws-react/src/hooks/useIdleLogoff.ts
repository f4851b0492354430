import { useEffect } from 'react'
import type { IdleMonitor } from '../store/idle.ts'
import type { ClientLife } from './clientLife.ts'

interface IdleLogoffOptions {
  readonly idle: IdleMonitor
  readonly life: ClientLife
  /** Milliseconds without input; `undefined` for no logoff. */
  readonly timeout: number | undefined
  /** How long before the user is warned, in milliseconds. */
  readonly warning: number
  readonly onLogoff: () => void
}

/** Warns, then locks, while nobody uses any tab of the user. */
export function useIdleLogoff({ idle, life, timeout, warning, onLogoff }: IdleLogoffOptions): void {
  useEffect(() => {
    if (timeout === undefined) return
    // However long the warning is to be: whoever has just done something is not warned.
    const warnAfter = Math.max(timeout - warning, timeout / 2)
    const stopWarning = idle.watch(warnAfter, (lastInputAt) => life.warn(lastInputAt + timeout), life.unwarn)
    const stopLogoff = idle.watch(timeout, () => {
      stop()
      life.lock()
      onLogoff()
    })
    function stop(): void {
      stopWarning()
      stopLogoff()
    }
    return stop
  }, [idle, life, timeout, warning, onLogoff])
}
