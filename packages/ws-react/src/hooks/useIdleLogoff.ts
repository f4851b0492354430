import { useEffect, useState } from 'react'
import type { ClientLife } from './clientLife.ts'
import type { IdleParts, LazyIdle } from './lazyIdle.ts'

interface IdleLogoffOptions {
  readonly idle: LazyIdle
  readonly life: Pick<ClientLife, 'warn' | 'unwarn' | 'lock'>
  /** Milliseconds without input; `undefined` for no logoff. */
  readonly timeout: number | undefined
  /** How long before the user is warned, in milliseconds. */
  readonly warning: number
  readonly onLogoff: () => void
}

/** Longest a timer may be set for. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Warns, then locks, while nobody uses any tab of the user. Gives what is shown then, once it is loaded. */
export function useIdleLogoff({ idle, life, timeout, warning, onLogoff }: IdleLogoffOptions): IdleParts | undefined {
  const [parts, setParts] = useState<IdleParts>()
  useEffect(() => {
    if (timeout === undefined) return
    // However long the warning is to be: whoever has just done something is not warned.
    const warnAfter = Math.max(timeout - warning, timeout / 2)
    const stopWarning = idle.watch(warnAfter, (lastInputAt) => life.warn(lastInputAt + timeout), life.unwarn)
    const stopLogoff = idle.watch(timeout, logOff)
    // Where nothing could be loaded nobody knows of any input: rather too early than never.
    const failSafe = setTimeout(logOff, Math.min(timeout, MAX_TIMER_MS))
    idle.parts.use((loaded) => {
      clearTimeout(failSafe)
      setParts(loaded)
    })
    function logOff(): void {
      stop()
      life.lock()
      onLogoff()
    }
    function stop(): void {
      clearTimeout(failSafe)
      stopWarning()
      stopLogoff()
    }
    return stop
  }, [idle, life, timeout, warning, onLogoff])
  return parts
}
