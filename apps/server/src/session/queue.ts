/** Reading stops at the first and goes on at the second, so that a flood stays in the peer's own buffers. */
const HIGH_WATER = 64
const LOW_WATER = 16
/** How long one peer's tasks may run before every other peer gets a turn. */
const TURN_MS = 5

interface Flow {
  pause(): void
  resume(): void
}

export interface SerialQueue {
  push(task: () => Promise<void>): void
  /** Settles when everything pushed so far is done. */
  idle(): Promise<void>
}

/** Runs tasks strictly one after another, but not for so long that others would wait. */
export function createSerialQueue(flow: Flow, onError: (error: unknown) => void): SerialQueue {
  const tasks: (() => Promise<void>)[] = []
  let running: Promise<void> | undefined
  let isPaused = false

  async function run(): Promise<void> {
    let turnStart = performance.now()
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      await task().catch(onError)
      if (performance.now() - turnStart > TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve))
        turnStart = performance.now()
      }
      if (isPaused && tasks.length <= LOW_WATER) {
        isPaused = false
        flow.resume()
      }
    }
    running = undefined
  }

  return {
    push(task) {
      tasks.push(task)
      if (!isPaused && tasks.length >= HIGH_WATER) {
        isPaused = true
        flow.pause()
      }
      running ??= run()
    },
    async idle() {
      while (running) await running
    },
  }
}
