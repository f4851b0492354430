/** Reading stops at the first and goes on at the second, so that a flood stays in the peer's own buffers. */
const HIGH_WATER = 64
const LOW_WATER = 16
/** How long one peer's tasks may run before every other peer gets a turn. */
const TURN_MS = 5

export interface Flow {
  pause(): void
  resume(): void
}

/** A task that is done when it returns gives no promise: for most, one would cost more than what they do. */
export type Task = () => Promise<unknown> | undefined

/** Runs tasks strictly one after another, but not for so long that others would wait. */
export class SerialQueue {
  readonly #flow: Flow
  readonly #onError: (error: unknown) => void
  /** None while there is nothing to wait for: most sockets are silent most of the time. */
  #tasks: Task[] | undefined
  #running: Promise<unknown> | undefined
  #turnEnd: number | undefined
  #isPaused = false

  constructor(flow: Flow, onError: (error: unknown) => void) {
    this.#flow = flow
    this.#onError = onError
  }

  /** Runs the task at once where nothing is in front of it. `now` is on the monotonic clock. */
  push(task: Task, now: number = performance.now()): void {
    if (!this.#running) {
      if (this.#turnEnd === undefined || now <= this.#turnEnd) return this.#runAtOnce(task, now)
      this.#running = this.#run(nextTurn())
    }
    this.#tasks ??= []
    this.#tasks.push(task)
    if (!this.#isPaused && this.#tasks.length >= HIGH_WATER) {
      this.#isPaused = true
      this.#flow.pause()
    }
  }

  /** Settles when everything pushed so far is done. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  endTurn(): void {
    this.#turnEnd = undefined
  }

  #runAtOnce(task: Task, now: number): void {
    const begun = this.#begin(task)
    if (begun) this.#running = this.#run(begun)
    else if (this.#turnEnd === undefined) {
      this.#turnEnd = now + TURN_MS
      setImmediate(endTurn, this)
    }
  }

  async #run(first: Promise<unknown>): Promise<void> {
    let turnStart = performance.now()
    await first
    for (let task = this.#tasks?.shift(); task; task = this.#tasks?.shift()) {
      await this.#begin(task)
      if (performance.now() - turnStart > TURN_MS) {
        await nextTurn()
        turnStart = performance.now()
      }
      if (this.#isPaused && (this.#tasks?.length ?? 0) <= LOW_WATER) {
        this.#isPaused = false
        this.#flow.resume()
      }
    }
    this.#running = undefined
    this.#tasks = undefined
  }

  #begin(task: Task): Promise<unknown> | undefined {
    try {
      return task()?.catch(this.#onError)
    } catch (error) {
      this.#onError(error)
      return undefined
    }
  }
}

function endTurn(queue: SerialQueue): void {
  queue.endTurn()
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
