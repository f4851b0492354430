import { briefly } from './briefly.ts'
import type { Keep } from './keep.ts'
import type { openKeep, OpenKeep } from './openKeep.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import type { TabMessage } from './tabMessage.ts'

/** How the browser's side is loaded. */
export type LoadKeep = typeof openKeep

interface KeepOptions {
  readonly userId: number
  /** Another tab is gone, or the browser answers at last: there may be something that was left. */
  onGone(): void
  /** Loads the browser's side; without it nothing is kept or shared. */
  readonly load: (() => Promise<LoadKeep>) | undefined
}

/** A message waits no longer than this for the chunk, or for a browser that keeps it: then it goes from memory. */
const PATIENCE_MS = 2_000

/** Begins to load the browser's side at once. Until it is there, and where there is none, nothing is kept or shared. */
export function createKeep({ userId, onGone, load }: KeepOptions): Keep {
  const listeners = new Set<(message: TabMessage) => void>()
  let opened: OpenKeep | undefined
  let isClosed = false
  /** It has not answered in time: nobody waits for it again until it does. */
  let isLate = false
  let isPurging = false

  const opening = load ? open(load) : Promise.resolve()
  const ready = load ? briefly(opening, PATIENCE_MS, undefined).then(giveUp) : opening

  /** Whoever asked meanwhile was told that there is nothing. */
  function giveUp(): void {
    isLate = !opened
  }

  function recover(): void {
    if (!isLate) return
    isLate = false
    if (!isClosed) onGone()
  }

  async function open(load: () => Promise<LoadKeep>): Promise<void> {
    const openIt = await load()
    if (isClosed && !isPurging) return
    opened = openIt(userId, (message) => listeners.forEach((listener) => listener(message)), onGone)
    recover()
  }

  /** Also what earlier pages have left, when the user signs out before the browser's side of this one is there. */
  async function purge(): Promise<void> {
    const isEarly = !opened
    isPurging = true
    await opening
    if (isEarly) {
      opened?.tabs.tell({ type: 'signed_out' })
      opened?.tabs.close()
    }
    await opened?.storage?.purge()
  }

  async function ask<Result>(work: (storage: OutboxStorage) => Promise<Result>, otherwise: Result): Promise<Result> {
    await ready
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
      purge: () => briefly(purge(), PATIENCE_MS, undefined),
    },
    tell: (message) => opened?.tabs.tell(message),
    hear: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    inTurn: async (name, options, work) => {
      await ready
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

/** Loads the browser's side from its chunk. Rendering on a server must not open channels: there it is `undefined`. */
export function browserKeep(): (() => Promise<LoadKeep>) | undefined {
  if (typeof indexedDB === 'undefined' || typeof BroadcastChannel === 'undefined') return undefined
  return async () => (await import('./openKeep.ts')).openKeep
}
