import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

/** The long form. */
const MESSAGES = 10_000
const MAX_SEED = 2 ** 32

export interface Options {
  /** Names of the scenarios to run. */
  readonly scenarios: readonly string[]
  /** Messages sent in each, at least. */
  readonly messages: number
  /** Where all that is random comes from. */
  readonly seed: number
  /** Scenarios that run at the same time. */
  readonly parallel: number
  /** The server as built instead of from source. */
  readonly isBuilt: boolean
  /** Where the nodes' logs go. */
  readonly logs: string
}

/** Reads the command line; fails with a sentence. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string', multiple: true, default: [] },
      messages: { type: 'string', default: String(MESSAGES) },
      seed: { type: 'string', default: String(randomInt(MAX_SEED)) },
      parallel: { type: 'string', default: '1' },
      built: { type: 'boolean', default: false },
      logs: { type: 'string', default: '.data/faults' },
    },
  })
  const asked = values.scenario.flatMap((list) => list.split(','))
  const unknown = asked.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`No scenario "${unknown.join(', ')}". There are: ${known.join(', ')}.`)
  return {
    scenarios: asked.length > 0 ? asked : known,
    messages: whole('messages', values.messages, 1),
    seed: whole('seed', values.seed, 0),
    parallel: whole('parallel', values.parallel, 1),
    isBuilt: values.built,
    logs: values.logs,
  }
}

function whole(name: string, text: string, min: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) >= min) return Number(text)
  throw new Error(`--${name} must be a whole number, ${min} or more.`)
}
