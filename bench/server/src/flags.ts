import { parseArgs } from 'node:util'
import type { ContestantName } from './contestants/contestant.ts'
import type { ServerTarget } from './contestants/serverCommand.ts'
import { readCount } from './readCount.ts'
import type { ScenarioName } from './scenarios/scenario.ts'
import { readServerTarget } from './serverTarget.ts'

const SCENARIOS: readonly ScenarioName[] = ['rooms2', 'room200', 'rate500', 'connect', 'idle', 'storm']
const CONTESTANTS: readonly ContestantName[] = ['ours', 'relay', 'relay-commit', 'socketio', 'socketio-sqlite']

export const USAGE = `Usage: node --conditions=source src/main.ts [flags]

  --rounds 5          measurements of each contestant; the medians are printed
  --only rooms2,…     of ${SCENARIOS.join(', ')}
  --contestants …     of ${CONTESTANTS.join(', ')}
  --target source     our server from its sources, or \`dist\`: as it was built
  --server <folder>   our server's package in another checkout, to compare
  --idle 5000         sockets of the idle scenario
  --profile           our server alone, once, with --cpu-prof; prints where the time goes
  --help
`

export interface Flags {
  readonly rounds: number
  readonly scenarios: readonly ScenarioName[]
  readonly contestants: readonly ContestantName[]
  readonly target: ServerTarget
  readonly idleSockets: number
  readonly isProfile: boolean
  readonly isHelp: boolean
}

export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: SCENARIOS.join(',') },
      contestants: { type: 'string', default: CONTESTANTS.join(',') },
      target: { type: 'string' },
      server: { type: 'string' },
      idle: { type: 'string', default: '5000' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    rounds: values.profile ? 1 : readCount('rounds', values.rounds),
    scenarios: values.only.split(',').map((name) => oneOf('only', name, SCENARIOS)),
    contestants: values.profile
      ? ['ours']
      : values.contestants.split(',').map((name) => oneOf('contestants', name, CONTESTANTS)),
    target: readServerTarget(values.target, values.server),
    idleSockets: readCount('idle', values.idle),
    isProfile: values.profile,
    isHelp: values.help,
  }
}

function oneOf<Name extends string>(flag: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text.trim())
  if (found === undefined) throw new RangeError(`--${flag} knows ${names.join(', ')}, not "${text}".`)
  return found
}
