import { loadUntilDone } from './loadUntilDone.ts'

/** What comes with a chunk of its own. */
export interface Late<Thing> {
  /** `undefined` until it is there. */
  readonly there: Thing | undefined
  /** Loads it, if nobody has. */
  load(): void
  /** Works with it at once if it is there, else as soon as it is, in the order it was asked for. Loads it. */
  use(work: (thing: Thing) => void): void
}

/** Loads a chunk when what is made of it is first needed, again and again until it is there. */
export function createLate<Chunk, Thing>(load: () => Promise<Chunk>, make: (chunk: Chunk) => Thing): Late<Thing> {
  const waiting: ((thing: Thing) => void)[] = []
  let there: Thing | undefined
  let loading: Promise<void> | undefined

  function begin(): void {
    loading ??= loadUntilDone(load).then((chunk) => {
      there = make(chunk)
      // What is asked for meanwhile comes after it.
      for (const work of waiting) work(there)
      waiting.length = 0
    })
  }

  return {
    get there() {
      return there
    },
    load: begin,
    use: (work) => {
      if (there && waiting.length === 0) return work(there)
      waiting.push(work)
      begin()
    },
  }
}
