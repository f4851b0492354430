import type { ChatMessage } from '@mediconnect/protocol'
import { backoffDelay } from '../transport/backoff.ts'
import type { ChatGap, ChatState } from './chat.ts'
import { gapAtEnd, gapToFill } from './chatGaps.ts'

/** A replay that stands still for so long is helped along over HTTP. */
const REPLAY_PATIENCE_MS = 3_000

/** Fills holes in a room's order from history, as far as nobody need be asked. */
export interface GapFiller {
  /** Looks for a hole, and fills it; while a replay runs, what is missing at the end is waited for first. */
  check(isReplaying: boolean): void
  stop(): void
}

interface GapFillerOptions {
  chat(): ChatState
  /** The newest of the messages that are missing. */
  fetch(gap: ChatGap): Promise<readonly ChatMessage[]>
  merge(messages: readonly ChatMessage[]): void
  /** There is no hole any more, or it cannot be filled. */
  onDone(): void
}

export function createGapFiller({ chat, fetch, merge, onDone }: GapFillerOptions): GapFiller {
  let state: 'idle' | 'patient' | 'filling' | 'backing off' = 'idle'
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let generation = 0

  async function fill(): Promise<void> {
    const mine = generation
    state = 'filling'
    try {
      for (let gap = gapToFill(chat()); gap;) {
        const messages = await fetch(gap)
        if (mine !== generation) return
        merge(messages)
        const next = gapToFill(chat())
        // The server does not have what it told of: asking again at once would not help.
        if (next?.afterSeq === gap.afterSeq && next.beforeSeq >= gap.beforeSeq) {
          throw new Error('The gap cannot be filled.')
        }
        gap = next
      }
      state = 'idle'
      attempt = 0
    } catch {
      if (mine !== generation) return
      state = 'backing off'
      timer = setTimeout(() => void fill(), backoffDelay(attempt++, Math.random))
    }
    onDone()
  }

  return {
    check: (isReplaying) => {
      if (state === 'filling' || state === 'backing off') return
      clearTimeout(timer)
      state = 'idle'
      if (!gapToFill(chat())) return
      if (isReplaying && gapAtEnd(chat())) {
        state = 'patient'
        timer = setTimeout(() => void fill(), REPLAY_PATIENCE_MS)
      } else void fill()
    },
    stop: () => {
      generation += 1
      clearTimeout(timer)
      state = 'idle'
      attempt = 0
    },
  }
}
