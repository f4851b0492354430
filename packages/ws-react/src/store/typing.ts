import { TYPING_IDLE_MS, TYPING_STOP_MS } from '@mediconnect/protocol/client'

/** Tells the others that the user types: once, again before it would stop by itself, and when he stops. */
export interface TypingSignal {
  /** Call on each keystroke, or once a second while there are any. */
  start(): void
  stop(): void
}

/** A box says at most once in {@link TYPING_IDLE_MS} that typing goes on: its next word must come before this ends. */
const SILENCE_MS = 2 * TYPING_IDLE_MS
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
      idle = setTimeout(stop, SILENCE_MS)
    },
    stop,
  }
}
