import type { IdleMonitor } from '../store/idle.ts'
import { createLate, type Late } from '../store/late.ts'
import { openTabChannel } from '../store/tabChannel.ts'
import type * as parts from './idleParts.ts'

export type IdleParts = typeof parts

/** An idle monitor that is loaded when somebody watches; it counts from then, not from when it is there. */
export interface LazyIdle extends IdleMonitor {
  /** What is shown before and after automatic logoff comes with it. */
  readonly parts: Late<IdleParts>
}

export function createLazyIdle(userId: number, loadParts = () => import('./idleParts.ts')): LazyIdle {
  const parts = createLate<IdleParts, IdleParts>(loadParts, (loaded) => loaded)
  let monitor: IdleMonitor | undefined

  return {
    parts,
    touch: () => monitor?.touch(),
    watch: (after, onIdle, onBack) => {
      const since = Date.now()
      let isOver = false
      let stop: (() => void) | undefined
      parts.use(({ createIdleMonitor }) => {
        if (isOver) return
        monitor ??= createIdleMonitor({ userId, since, openChannel: openTabChannel })
        stop = monitor.watch(after, onIdle, onBack)
      })
      return () => {
        isOver = true
        stop?.()
      }
    },
  }
}
