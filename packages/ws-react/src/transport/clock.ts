/** Time as a connection sees it: the machine's, or one to test with. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls back once, after so many milliseconds. Returns how to prevent it. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
