import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { CONTESTANTS, type ContestantName } from '../page/contestant.ts'
import { SCENARIOS, type ScenarioName } from './scenarios/scenario.ts'

export const USAGE = `Usage: npm run bench:ui -- [flags]

  --rounds 5          measurements of each contestant; the medians are printed
  --only mount,…      of ${SCENARIOS.join(', ')}
  --contestants …     of ${CONTESTANTS.join(', ')}
  --checkout <folder> our packages in another checkout, to compare
  --profile           ours alone, once; prints where the main thread's time goes
  --json              all measurements as JSON instead of the table
  --help
`

export interface Flags {
  readonly rounds: number
  readonly scenarios: readonly ScenarioName[]
  readonly contestants: readonly ContestantName[]
  readonly checkout: string | undefined
  readonly isProfile: boolean
  readonly isJson: boolean
  readonly isHelp: boolean
}

export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: SCENARIOS.join(',') },
      contestants: { type: 'string' },
      checkout: { type: 'string' },
      profile: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const contestants = values.contestants ?? (values.profile ? 'ours' : CONTESTANTS.join(','))
  return {
    rounds: values.profile ? 1 : readCount('rounds', values.rounds),
    scenarios: values.only.split(',').map((name) => oneOf('only', name, SCENARIOS)),
    contestants: contestants.split(',').map((name) => oneOf('contestants', name, CONTESTANTS)),
    checkout: values.checkout === undefined ? undefined : resolve(values.checkout),
    isProfile: values.profile,
    isJson: values.json,
    isHelp: values.help,
  }
}

function readCount(flag: string, text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new RangeError(`--${flag} must be a whole number from 1, not "${text}".`)
  return Number(text)
}

function oneOf<Name extends string>(flag: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text.trim())
  if (found === undefined) throw new RangeError(`--${flag} knows ${names.join(', ')}, not "${text}".`)
  return found
}
