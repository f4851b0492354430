import { briefly } from './briefly.ts'
import type { Keep } from './keep.ts'
import type { OpenKeep } from './openKeep.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import type { TabMessage } from './tabMessage.ts'

interface KeepOptions {
  /** Another tab is gone, or the browser answers at last: there may be something that was left. */
  onGone(): void
  /** Opens the browser's side; without it nothing is kept or shared. */
  readonly open: ((onMessage: (message: TabMessage) => void) => OpenKeep) | undefined
}

/** A message waits no longer than this for a browser that keeps it: then it goes from memory. */
const PATIENCE_MS = 2_000

/** What outlives the page and is shared by all tabs, as far as the browser answers. */
export function createKeep({ onGone, open }: KeepOptions): Keep {
  const listeners = new Set<(message: TabMessage) => void>()
  const opened = open?.((message) => listeners.forEach((listener) => listener(message)))
  let isClosed = false
  /** It has not answered in time: nobody waits for it again until it does. */
  let isLate = false

  function recover(): void {
    if (!isLate) return
    isLate = false
    if (!isClosed) onGone()
  }

  async function ask<Result>(work: (storage: OutboxStorage) => Promise<Result>, otherwise: Result): Promise<Result> {
    if (!opened?.storage) return otherwise
    const answer = work(opened.storage).finally(recover)
    if (isLate) return otherwise
    const late = Symbol()
    const first = await briefly<Result | typeof late>(answer, PATIENCE_MS, late)
    if (first !== late) return first
    isLate = true
    return otherwise
  }

  return {
    storage: {
      add: (entry, file, onKept) => ask((storage) => storage.add(entry, file, onKept), undefined),
      change: (entry, how) => ask((storage) => storage.change(entry, how), undefined),
      remove: (clientId) => ask((storage) => storage.remove(clientId), undefined),
      list: (roomName) => ask((storage) => storage.list(roomName), undefined),
      read: (order) => ask((storage) => storage.read(order), undefined),
      claim: (order, isTaken) => ask((storage) => storage.claim(order, isTaken), false),
      rooms: () => ask((storage) => storage.rooms(), []),
      drafts: () => ask((storage) => storage.drafts(), new Map<string, string>()),
      keepDraft: (roomName, text) => ask((storage) => storage.keepDraft(roomName, text), undefined),
      purge: async () => {
        if (opened?.storage) await briefly(opened.storage.purge(), PATIENCE_MS, undefined)
      },
    },
    tell: (message) => opened?.tabs.tell(message),
    hear: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    inTurn: async (name, options, work) => {
      if (opened?.storage) await opened.tabs.inTurn(name, options, work)
      else await work(new AbortController().signal)
    },
    get hasTurns() {
      return opened?.tabs.hasTurns ?? false
    },
    close: () => {
      isClosed = true
      opened?.tabs.close()
    },
  }
}
