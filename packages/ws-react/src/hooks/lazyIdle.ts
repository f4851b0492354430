import type { IdleMonitor } from '../store/idle.ts'
import { loadUntilDone } from '../store/loadUntilDone.ts'
import { openTabChannel } from '../store/tabChannel.ts'
import type * as parts from './idleParts.ts'

export type IdleParts = typeof parts

/** An idle monitor that is loaded when somebody watches; it counts from then, not from when it is there. */
export interface LazyIdle extends IdleMonitor {
  /** What is shown before and after automatic logoff comes with it. */
  load(): Promise<IdleParts>
}

export function createLazyIdle(userId: number, loadParts = () => import('./idleParts.ts')): LazyIdle {
  let loading: Promise<IdleParts> | undefined
  let monitor: IdleMonitor | undefined

  const load = (): Promise<IdleParts> => (loading ??= loadUntilDone(loadParts))

  return {
    load,
    touch: () => monitor?.touch(),
    watch: (after, onIdle, onBack) => {
      const since = Date.now()
      let isOver = false
      let stop: (() => void) | undefined
      void load().then(({ createIdleMonitor }) => {
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
