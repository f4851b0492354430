/** What a scenario counted. */
export interface Tally {
  /** That are stored at the end. */
  readonly messages: number
  readonly clients: number
  readonly reconnects: number
  readonly resends: number
  readonly ws003: number
  readonly ws009: number
  readonly lost: number
  readonly doubled: number
  readonly reordered: number
}

export type Verdict = 'ok' | 'FAILED' | 'not run'

export interface Result {
  readonly scenario: string
  readonly verdict: Verdict
  readonly tally: Tally | undefined
  readonly seconds: number
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  readonly logs: string
}
