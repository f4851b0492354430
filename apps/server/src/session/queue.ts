/** Reading stops at the first and goes on at the second, so that a flood stays in the peer's own buffers. */
const HIGH_WATER = 64
const LOW_WATER = 16
/** How long one peer's tasks may run before every other peer gets a turn. */
const TURN_MS = 5

export interface Flow {
  pause(): void
  resume(): void
}

export type Task = () => Promise<void>

/** Runs tasks strictly one after another, but not for so long that others would wait. */
export class SerialQueue {
  readonly #flow: Flow
  readonly #onError: (error: unknown) => void
  /** None while there is nothing to do: most sockets are silent most of the time. */
  #tasks: Task[] | undefined
  #running: Promise<void> | undefined
  #isPaused = false

  constructor(flow: Flow, onError: (error: unknown) => void) {
    this.#flow = flow
    this.#onError = onError
  }

  push(task: Task): void {
    this.#tasks ??= []
    this.#tasks.push(task)
    if (!this.#isPaused && this.#tasks.length >= HIGH_WATER) {
      this.#isPaused = true
      this.#flow.pause()
    }
    this.#running ??= this.#run(this.#tasks)
  }

  /** Settles when everything pushed so far is done. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(tasks: Task[]): Promise<void> {
    let turnStart = performance.now()
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      await task().catch(this.#onError)
      if (performance.now() - turnStart > TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve))
        turnStart = performance.now()
      }
      if (this.#isPaused && tasks.length <= LOW_WATER) {
        this.#isPaused = false
        this.#flow.resume()
      }
    }
    this.#running = undefined
    this.#tasks = undefined
  }
}
