import type { Contestant, ContestantName } from '../contestants/contestant.ts'
import type { ServerProcess } from '../contestants/serverProcess.ts'
import type { World } from '../contestants/world.ts'
import type { Generator } from '../generator/generator.ts'

export type ScenarioName = 'rooms2' | 'room200' | 'rate500' | 'connect' | 'idle' | 'storm'

/** A contestant that runs, and the load that goes against it. */
export interface Bench {
  readonly contestant: Contestant
  readonly server: ServerProcess
  readonly generator: Generator
  readonly world: World
}

export interface Measurement {
  /** In the scenario's unit. */
  readonly value: number
  /** The same for each second of CPU the server used, or the CPU itself where less is better. */
  readonly perCpu?: number
  /** Share of a core, 0 to 1. */
  readonly serverCpu: number
  readonly generatorCpu: number
  /** Milliseconds. */
  readonly p50?: number
  readonly p99?: number
  /** Messages that were told to someone, so that they must be in the database. */
  readonly messages: number
  readonly note?: string
  readonly faults: readonly string[]
}

/** One kind of load, the same for all contestants. */
export interface Scenario {
  readonly name: ScenarioName
  readonly title: string
  readonly unit: string
  readonly cpuUnit?: string
  /** Of the value, in the table. */
  readonly decimals: number
  readonly contestants: readonly ContestantName[]
  /** Clients come back and ask for what they missed. */
  readonly hasReplay?: boolean
  run(bench: Bench): Promise<Measurement>
}
