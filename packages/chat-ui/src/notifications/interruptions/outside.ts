import type { Notification as Arrival } from '@mediconnect/protocol'
import { watchAttention } from './attention.ts'
import { claim } from './claim.ts'
import type { ShownText } from './privacy.ts'
import { createTone } from './tone.ts'

export interface OutsideOptions {
  /** What all tabs of one user have in common. */
  readonly name: string
  /** The user pressed a browser notification; this tab has the focus. */
  onOpen(notification: Arrival): void
}

/** What reaches the user outside the page: one tone and one browser notification for each that arrives, over all tabs. */
export interface Outside {
  show(notification: Arrival, text: ShownText): Promise<void>
  play(notification: Arrival): Promise<void>
  /** It was read, here or elsewhere: nothing has to be said of it any more. */
  withdraw(isOver: (id: string) => boolean): void
  close(): void
}

export function createOutside({ name, onOpen }: OutsideOptions): Outside {
  const over = new AbortController()
  const { signal } = over
  const attention = watchAttention(`${name}:attention`, signal)
  const tone = createTone()
  const shown = new Map<string, Notification>()

  function open(arrival: Arrival): void {
    shown.get(arrival.id)?.close()
    shown.delete(arrival.id)
    window.focus()
    onOpen(arrival)
  }

  return {
    show: async (arrival, { title, message }) => {
      const { id, priority } = arrival
      if (Notification.permission !== 'granted' || (await attention.isAnywhere())) return
      if (!(await claim(`${name}:notice:${id}`, signal)) || signal.aborted) return
      try {
        const notice = new Notification(title, { body: message, tag: id, requireInteraction: priority === 'critical' })
        notice.onclick = () => open(arrival)
        shown.set(id, notice)
      } catch {
        // Browsers on phones show them by a service worker only, which is the host's.
      }
    },
    play: async ({ id, priority }) => {
      // A tab that may not make a sound leaves it to another.
      if (tone.canPlay() && (await claim(`${name}:tone:${id}`, signal))) tone.play(priority === 'critical')
    },
    withdraw: (isOver) => {
      for (const [id, notice] of shown) {
        if (!isOver(id)) continue
        notice.close()
        shown.delete(id)
      }
    },
    close: () => {
      over.abort()
      tone.close()
    },
  }
}
