import type { Dialect } from '../generator/dialect.ts'

export type ContestantName = 'ours' | 'relay' | 'relay-commit' | 'socketio' | 'socketio-sqlite'

/** One server program to measure, and how to talk to it. */
export interface Contestant {
  readonly name: ContestantName
  readonly dialect: Dialect
  /** Arguments of Node and environment; `folder` is empty and its own. */
  command(folder: string): Command
  /** What its database holds after it was killed. */
  stored?(folder: string): Stored
}

export interface Command {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface Stored {
  readonly messages: number
  /** Rooms whose places are not 1, 2, 3, … */
  readonly roomsWithGaps: number
}
