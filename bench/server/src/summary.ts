import type { ContestantName } from './contestants/contestant.ts'
import type { Measurement, ScenarioName } from './scenarios/scenario.ts'
import { median } from './statistics.ts'

/** All rounds of one contestant in one scenario. */
export interface Result {
  readonly scenario: ScenarioName
  readonly contestant: ContestantName
  readonly measurements: readonly Measurement[]
}

export interface Summary {
  readonly value: number
  readonly perCpu: number | undefined
  readonly serverCpu: number
  readonly generatorCpu: number
  readonly p50: number | undefined
  readonly p99: number | undefined
  readonly note: string
}

/** The medians of all rounds. */
export function summarise(measurements: readonly Measurement[]): Summary | undefined {
  if (measurements.length === 0) return undefined
  const of = (pick: (measurement: Measurement) => number | undefined) => {
    const values = measurements.flatMap((measurement) => pick(measurement) ?? [])
    return values.length > 0 ? median(values) : undefined
  }
  return {
    value: of(({ value }) => value) ?? Number.NaN,
    perCpu: of(({ perCpu }) => perCpu),
    serverCpu: of(({ serverCpu }) => serverCpu) ?? Number.NaN,
    generatorCpu: of(({ generatorCpu }) => generatorCpu) ?? Number.NaN,
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    note: measurements.at(-1)?.note ?? '',
  }
}
