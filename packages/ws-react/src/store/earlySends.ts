import type { ChatEntry } from '@mediconnect/protocol'
import type { SendFileOptions } from './attachment.ts'
import type { OwedEntry } from './outboxStorage.ts'

/** What the user pressed send on, before what sends it is there. */
export interface EarlySend {
  readonly entry: OwedEntry
  readonly file?: File
  readonly options?: SendFileOptions
}

/** Such messages, in order, and whether they have been shown. */
export interface EarlySends {
  readonly sends: readonly EarlySend[]
  readonly isShown: boolean
}

/** What waits for the chunk that sends it: after a moment it is shown as what it is, waiting and not kept. */
export interface EarlyList {
  add(send: EarlySend): void
  discard(key: string): void
  readonly isEmpty: boolean
  /** Hands over what waits; nothing does any more. */
  take(): EarlySends
}

const PATIENCE_MS = 2_000

export function createEarlyList(onChange: (entries: readonly ChatEntry[]) => void): EarlyList {
  let sends: readonly EarlySend[] = []
  let isShown = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(): void {
    isShown = true
    onChange(shownEarly(sends))
  }

  return {
    add: (send) => {
      sends = [...sends, send]
      if (isShown) show()
      else timer ??= setTimeout(show, PATIENCE_MS)
    },
    discard: (key) => {
      sends = sends.filter(({ entry }) => entry.key !== key)
      if (isShown) show()
    },
    get isEmpty() {
      return sends.length === 0
    },
    take: () => {
      clearTimeout(timer)
      const taken = { sends, isShown }
      sends = []
      return taken
    },
  }
}

/** How they are shown. */
export function shownEarly(sends: readonly EarlySend[]): ChatEntry[] {
  return sends.map(({ entry }) => ({ ...entry, unkept: true }))
}
