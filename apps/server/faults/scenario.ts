import type { Stage } from './stage.ts'
import type { Tally } from './tally.ts'

/** One way in which things break. */
export interface Scenario {
  /** As given on the command line. */
  readonly name: string
  readonly title: string
  /** Breaks it and says what was counted. */
  readonly run: (stage: Stage) => Promise<Tally>
}

/** A scenario that this machine does not allow. */
export class NotRun extends Error {
  override readonly name = 'NotRun'
}
