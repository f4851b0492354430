/** How long after a chunk could not be loaded it is tried again. */
const RETRY_MS = 5_000

/** Code that the first screen does without, in a chunk of its own. */
export interface Late<Chunk> {
  /** Loads it, or goes on loading. Rejects when that failed; it is tried again all the same, until it comes. */
  readonly load: () => Promise<Chunk>
  /** What is there by now. */
  readonly get: () => Chunk | undefined
  /** Tells when it is there. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A chunk is loaded once in a page, whoever asks for it. */
export function createLate<Chunk>(importChunk: () => Promise<Chunk>): Late<Chunk> {
  const listeners = new Set<() => void>()
  let loading: Promise<Chunk> | undefined
  let chunk: Chunk | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  async function tryOnce(): Promise<Chunk> {
    clearTimeout(retry)
    try {
      chunk = await importChunk()
    } catch (error) {
      loading = undefined
      retry = setTimeout(() => void load().catch(() => undefined), RETRY_MS)
      throw error
    }
    for (const listener of listeners) listener()
    return chunk
  }

  function load(): Promise<Chunk> {
    return (loading ??= tryOnce())
  }

  return {
    load,
    get: () => chunk,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
