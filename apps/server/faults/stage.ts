import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, type Random } from '../test/generated/random.ts'
import type { Options } from './options.ts'

/** From here on a fault may take its time, and happen more often. */
const LONG_MESSAGES = 2_000

/** What a scenario is given. */
export interface Stage {
  readonly name: string
  readonly messages: number
  readonly isLong: boolean
  readonly isBuilt: boolean
  /** Chances of its own for each purpose, so that how fast one thing goes does not change another. */
  randomFor(purpose: string): Random
  /** Where its nodes' logs go. */
  readonly logs: string
  /** A new, empty database of a Postgres that nobody disturbs. */
  createDatabase(): Promise<string>
  /** A folder that goes when the scenario is over. */
  folder(): Promise<string>
  /** What has to be ended when the scenario is over, last first. */
  defer(close: () => unknown): void
  /** Something went wrong, in a sentence. */
  complain(problem: string): void
  /** Something worth knowing, right or wrong. */
  note(text: string): void
  /** How far it is. */
  watch(status: () => string): void
}

export interface OpenStage extends Stage {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  status(): string
  close(): Promise<void>
}

export function createStage(name: string, options: Options, createDatabase: Stage['createDatabase']): OpenStage {
  const closing: (() => unknown)[] = []
  const problems: string[] = []
  const notes: string[] = []
  let status = () => 'starting'

  return {
    name,
    messages: options.messages,
    isLong: options.messages >= LONG_MESSAGES,
    isBuilt: options.isBuilt,
    randomFor: (purpose) => createRandom(seedOf(`${name}: ${purpose}`, options.seed)),
    logs: join(options.logs, name),
    createDatabase,
    problems,
    notes,
    async folder() {
      const folder = await mkdtemp(join(tmpdir(), 'mediconnect-faults-'))
      closing.push(() => rm(folder, { recursive: true, force: true }))
      return folder
    },
    defer: (close) => void closing.push(close),
    complain: (problem) => void problems.push(problem),
    note: (text) => void notes.push(text),
    watch(now) {
      status = now
    },
    status: () => status(),
    async close() {
      for (let close = closing.pop(); close; close = closing.pop()) {
        try {
          await close()
        } catch (error) {
          problems.push(`Cleaning up failed: ${String(error)}`)
        }
      }
    },
  }
}

function seedOf(text: string, seed: number): number {
  return [...text].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed)
}
