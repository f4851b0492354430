import type { ContestantName } from '../../page/contestant.ts'
import type { Tab } from '../tab.ts'

export const SCENARIOS = ['mount', 'received', 'burst', 'rate', 'keypress', 'prepend', 'size'] as const
export type ScenarioName = (typeof SCENARIOS)[number]

/** A number measured, by the key of its figure (figures.ts). */
export type Measurement = Readonly<Record<string, number>>

/** Something done to a contestant in a fresh tab. */
export interface Scenario {
  readonly name: ScenarioName
  /** Messages the contestant begins with. */
  readonly messages: number
  readonly contestants: readonly ContestantName[]
  run(tab: Tab): Promise<Measurement>
}
