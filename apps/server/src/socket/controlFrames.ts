/** Pings and pongs a peer may send in a window: ten times what a nervous one does. */
const MAX_FRAMES = 100
const WINDOW_MS = 10_000

/** Counts one peer's pings and pongs, which cost work but are no messages that a limit would count. */
export class ControlFrameCount {
  #windowStart = 0
  #frames = 0

  /** Counts one more. Whether it is the first one too many. */
  isFlood(): boolean {
    const now = Math.floor(performance.now())
    if (now - this.#windowStart > WINDOW_MS) {
      this.#windowStart = now
      this.#frames = 0
    }
    this.#frames++
    return this.#frames === MAX_FRAMES + 1
  }
}
