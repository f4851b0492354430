import type { ScenarioName } from './scenarios/scenario.ts'

/** What our contestants have to reach. */
export type Target =
  | { readonly kind: 'at most times the floor'; readonly bound: number }
  | { readonly kind: 'at most'; readonly bound: number }

/** A row of the table. */
export interface Figure {
  readonly key: string
  readonly scenario: ScenarioName
  readonly title: string
  readonly decimals: number
  readonly target?: Target
}

const times = (bound: number): Target => ({ kind: 'at most times the floor', bound })
const atMost = (bound: number): Target => ({ kind: 'at most', bound })

export const FIGURES: readonly Figure[] = [
  { key: 'mount', scenario: 'mount', title: 'mount of 10,000, ms', decimals: 1, target: times(2) },
  { key: 'mountCpu', scenario: 'mount', title: '… on the main thread, ms', decimals: 1, target: times(2) },
  { key: 'heap', scenario: 'mount', title: 'heap with 10,000, MB', decimals: 1, target: atMost(8) },
  { key: 'rows', scenario: 'mount', title: 'rows mounted at 10,000', decimals: 0, target: atMost(120) },
  {
    key: 'received',
    scenario: 'received',
    title: 'a message received, main thread ms',
    decimals: 2,
    target: times(1.5),
  },
  { key: 'burst', scenario: 'burst', title: '1,000 in 1,000 tasks, ms', decimals: 1, target: times(2) },
  { key: 'burstCpu', scenario: 'burst', title: '… on the main thread, ms', decimals: 1, target: times(2) },
  { key: 'lost', scenario: 'burst', title: '… messages lost', decimals: 0, target: atMost(0) },
  { key: 'frameP95', scenario: 'rate', title: '100 a second: frame p95, ms', decimals: 1, target: atMost(16.8) },
  { key: 'frameWorst', scenario: 'rate', title: '… worst frame, ms', decimals: 1, target: atMost(50) },
  { key: 'longestTask', scenario: 'rate', title: '… longest task (0: under 50), ms', decimals: 0, target: atMost(50) },
  { key: 'share', scenario: 'rate', title: '… share of the main thread', decimals: 2, target: atMost(0.45) },
  { key: 'rateLost', scenario: 'rate', title: '… messages lost', decimals: 0, target: atMost(0) },
  { key: 'keyMedian', scenario: 'keypress', title: '50 a second: key to paint, ms', decimals: 1 },
  { key: 'keyP95', scenario: 'keypress', title: '… p95, ms', decimals: 1, target: times(1.2) },
  { key: 'moved', scenario: 'prepend', title: 'row moved by a prepend of 50, px', decimals: 1, target: atMost(1) },
]
