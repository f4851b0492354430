import { TYPING_IDLE_MS } from '@mediconnect/protocol/client/limits'

/** Tells the others that someone types: at most once a second, and once when it ends. */
export interface TypingNotice {
  /** Call on each keystroke. */
  keystroke(): void
  /** Typing has ended. Without a keystroke for {@link TYPING_IDLE_MS} it ends by itself. */
  end(): void
  dispose(): void
}

/** What is told, and how often, does not depend on how fast someone types. */
export function createTypingNotice(tell: (isTyping: boolean) => void): TypingNotice {
  let isTold = false
  let isDue = false
  let pause: ReturnType<typeof setTimeout> | undefined
  let idle: ReturnType<typeof setTimeout> | undefined

  function say(): void {
    isTold = true
    isDue = false
    pause = setTimeout(() => {
      pause = undefined
      if (isDue) say()
    }, TYPING_IDLE_MS)
    tell(true)
  }

  function end(): void {
    clearTimeout(idle)
    isDue = false
    if (!isTold) return
    isTold = false
    tell(false)
  }

  return {
    keystroke: () => {
      clearTimeout(idle)
      idle = setTimeout(end, TYPING_IDLE_MS)
      if (pause === undefined) say()
      else isDue = true
    },
    end,
    dispose: () => {
      end()
      clearTimeout(pause)
      pause = undefined
    },
  }
}
