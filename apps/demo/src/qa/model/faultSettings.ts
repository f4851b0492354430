/** What is wrong with one pane's network, until it is changed. */
export interface FaultSettings {
  /** A dead line: nothing passes, either way, and nothing says so. */
  readonly cut: boolean
  /** No network, and it is known: what is open breaks, what is new is refused. */
  readonly offline: boolean
  /** Each frame and call is late by so many milliseconds; 0 for a fast line. */
  readonly slowMs: number
  /** Each n-th frame from the server gets lost; 0 for none. */
  readonly dropIn: number
  /** Each n-th frame to the server gets lost; 0 for none. */
  readonly dropOut: number
  readonly duplicate: boolean
  readonly reorder: boolean
  /** The user counts as away after a moment without input, rather than after minutes. */
  readonly idle: boolean
}

export type FaultName = keyof FaultSettings

export const NO_FAULTS: FaultSettings = {
  cut: false,
  offline: false,
  slowMs: 0,
  dropIn: 0,
  dropOut: 0,
  duplicate: false,
  reorder: false,
  idle: false,
}

/** What can be switched on with a number: what it begins with, how far it goes, and the words around it. */
export const NUMBERED = {
  slowMs: { initial: 800, min: 50, max: 30_000, before: '', after: 'ms' },
  dropIn: { initial: 3, min: 1, max: 100, before: 'each', after: '' },
  dropOut: { initial: 3, min: 1, max: 100, before: 'each', after: '' },
} as const

export type NumberedFault = keyof typeof NUMBERED

export function isNumbered(name: string): name is NumberedFault {
  return Object.hasOwn(NUMBERED, name)
}

/** The faults in force, in a few words each. */
export function describeFaults(faults: FaultSettings): string[] {
  const words: Readonly<Record<FaultName, string>> = {
    cut: 'Dead line',
    offline: 'Offline',
    slowMs: `Slow: ${faults.slowMs} ms`,
    dropIn: `Loses ${each(faults.dropIn)} in`,
    dropOut: `Loses ${each(faults.dropOut)} out`,
    duplicate: 'Doubles frames',
    reorder: 'Reorders frames',
    idle: 'Idle after 3 s',
  }
  return FAULT_NAMES.filter((name) => Boolean(faults[name])).map((name) => words[name])
}

export const FAULT_NAMES: readonly FaultName[] = [
  'cut',
  'offline',
  'slowMs',
  'dropIn',
  'dropOut',
  'duplicate',
  'reorder',
  'idle',
]

function each(n: number): string {
  if (n === 1) return 'every frame'
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `each ${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]} frame`
}
