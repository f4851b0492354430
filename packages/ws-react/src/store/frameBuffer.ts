/** One screen frame at 60 Hz. */
const FRAME_MS = 16

/** Gathers items and hands them on together, at most once a screen frame; the first after a pause goes on at once. */
export interface FrameBuffer<Item> {
  push(item: Item): void
  /** Hands on what waits now. */
  flush(): void
}

/** Timers rather than animation frames: those stop in a hidden tab, and delivery is to be acknowledged there too. */
export function createFrameBuffer<Item>(flush: (items: readonly Item[]) => void): FrameBuffer<Item> {
  let waiting: Item[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let flushedAt = -Infinity

  function run(): void {
    timer = undefined
    flushedAt = performance.now()
    const items = waiting
    waiting = []
    flush(items)
  }
  return {
    push: (item) => {
      waiting.push(item)
      // Even the first waits for the task to end, so that a burst read from one buffer is one change.
      timer ??= setTimeout(run, Math.max(0, FRAME_MS - (performance.now() - flushedAt)))
    },
    flush: () => {
      clearTimeout(timer)
      if (waiting.length > 0) run()
      timer = undefined
    },
  }
}
