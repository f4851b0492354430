import { TYPING_IDLE_MS, TYPING_STOP_MS } from '@mediconnect/protocol/client'

/** Tells the others that the user types: once, again before it would stop by itself, and when he stops. */
export interface TypingSignal {
  /** Call on each keystroke. */
  start(): void
  stop(): void
}

/** Said again after this long, since the server ends it after {@link TYPING_STOP_MS}. */
const REPEAT_MS = TYPING_STOP_MS - TYPING_IDLE_MS

/** websockets-module.md, "Client-Side Debouncing". */
export function createTypingSignal(send: (type: 'typing_start' | 'typing_stop') => void): TypingSignal {
  let saidAt: number | undefined
  let idle: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(idle)
    if (saidAt === undefined) return
    saidAt = undefined
    send('typing_stop')
  }
  return {
    start: () => {
      const now = Date.now()
      if (saidAt === undefined || now - saidAt >= REPEAT_MS) {
        saidAt = now
        send('typing_start')
      }
      clearTimeout(idle)
      idle = setTimeout(stop, TYPING_IDLE_MS)
    },
    stop,
  }
}
