import type { ContestantName } from './contestants/contestant.ts'
import type { ScenarioName } from './scenarios/scenario.ts'

/** What our server has to reach. */
export type Target =
  /** So many times what the other one does. */
  | { readonly kind: 'at least times'; readonly baseline: ContestantName; readonly bound: number }
  /** So many times what the other one needs. */
  | { readonly kind: 'at most times'; readonly baseline: ContestantName; readonly bound: number }
  /** So much more than the other one needs. */
  | { readonly kind: 'at most more'; readonly baseline: ContestantName; readonly bound: number }
  | { readonly kind: 'at most'; readonly bound: number }

export const TARGETS: Readonly<Record<ScenarioName, readonly Target[]>> = {
  rooms2: [
    { kind: 'at least times', baseline: 'socketio', bound: 1 },
    { kind: 'at least times', baseline: 'socketio-sqlite', bound: 5 },
    { kind: 'at least times', baseline: 'relay-commit', bound: 0.9 },
  ],
  room200: [
    { kind: 'at least times', baseline: 'relay', bound: 5 },
    { kind: 'at least times', baseline: 'socketio', bound: 6.5 },
  ],
  rate500: [{ kind: 'at most more', baseline: 'relay', bound: 2 }],
  connect: [{ kind: 'at least times', baseline: 'socketio', bound: 1.5 }],
  idle: [{ kind: 'at most', bound: 16 }],
  storm: [{ kind: 'at most times', baseline: 'socketio', bound: 1.5 }],
}
