/** Something to try out by hand, and what has to be seen. The end-to-end tests run each one too. */
export interface QaScript {
  /** The same in every version: results and tests hang on it. */
  readonly id: string
  /** What of websockets-module.md it is about. */
  readonly feature: string
  readonly title: string
  /** What stands on the bench to begin with, as in a link. */
  readonly setup: string
  readonly steps: readonly string[]
  readonly expectation: string
}
