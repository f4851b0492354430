import { briefly } from './briefly.ts'
import type { Keep } from './keep.ts'
import type * as chunk from './keepChunk.ts'
import { loadUntilDone } from './loadUntilDone.ts'
import { openTabChannel } from './tabChannel.ts'
import type { TabMessage } from './tabMessage.ts'

export type KeepChunk = Pick<typeof chunk, 'createKeep' | 'openKeep'>

/** The keep before its chunk is there, and after. */
export interface LateKeep extends Pick<Keep, 'tell' | 'hear' | 'close'> {
  /** Calls back when it is there, at once if it is; never once this is closed. */
  whenThere(callback: (keep: Keep) => void): void
  /** Loads it, if nothing is kept and nobody has; settles when it is there, or is not waited for any longer. */
  ready(): Promise<unknown>
  /** The other tabs sign out too, and nothing is left, also of earlier pages; whether or not this is closed. */
  signOut(): Promise<void>
}

interface LateKeepOptions {
  readonly userId: number
  /** Whether there is a browser that keeps and shares anything. */
  readonly isKept: boolean
  /** Another tab is gone, or the browser answers at last: there may be something that was left. */
  onGone(): void
  /** @default the chunk */
  readonly loadChunk?: () => Promise<KeepChunk>
}

/** Nobody waits longer than this for the chunk. */
const PATIENCE_MS = 2_000

export function createLateKeep(options: LateKeepOptions): LateKeep {
  const { userId, isKept, loadChunk = () => import('./keepChunk.ts') } = options
  const name = tabChannelOf(userId)
  const listeners = new Set<(message: TabMessage) => void>()
  let waiting: ((keep: Keep) => void)[] = []
  let loading: Promise<KeepChunk> | undefined
  let patience: Promise<unknown> | undefined
  let there: Keep | undefined
  let isClosed = false

  function load(): Promise<KeepChunk> {
    if (!loading) {
      loading = loadUntilDone(loadChunk)
      void loading.then((chunk) => {
        if (isClosed) return
        there = open(chunk)
        for (const callback of waiting) callback(there)
        waiting = []
      })
    }
    return loading
  }

  function open({ createKeep, openKeep }: KeepChunk): Keep {
    const { onGone } = options
    const keep = createKeep({
      onGone,
      open: isKept ? (onMessage) => openKeep({ userId, name, onMessage, onGone }) : undefined,
    })
    keep.hear((message) => listeners.forEach((listener) => listener(message)))
    return keep
  }

  async function purge(): Promise<void> {
    const chunk = await load()
    const keep = there ?? open(chunk)
    await keep.storage.purge()
    keep.close()
  }

  if (isKept) void load()
  return {
    whenThere: (callback) => {
      if (isClosed) return
      if (there) callback(there)
      else waiting.push(callback)
    },
    ready: () => (patience ??= briefly<unknown>(load(), PATIENCE_MS, undefined)),
    tell: (message) => there?.tell(message),
    hear: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signOut: async () => {
      if (!isKept) return
      // Over a channel of its own: this keep may be closed, or not there yet.
      const channel = openTabChannel(name)
      channel?.postMessage({ type: 'signed_out' } satisfies TabMessage)
      channel?.close()
      await briefly(purge(), PATIENCE_MS, undefined)
    },
    close: () => {
      isClosed = true
      there?.close()
    },
  }
}

/** Only tabs of one user with the same code hear each other: the channel's name says which. */
export function tabChannelOf(userId: number): string {
  return `mediconnect:1:${userId}`
}

/** Whether there is a browser behind the page: rendering on a server must load and open nothing. */
export function hasBrowser(): boolean {
  return typeof indexedDB !== 'undefined' && typeof BroadcastChannel !== 'undefined'
}
