import type { RealtimeProviderProps } from '../../../src/index.ts'
import type { Faults } from '../../../src/testing/index.ts'

/** A server the hooks run against, and what others do there. Between it and the hooks anything can go wrong. */
export interface HookWorld {
  readonly faults: Faults
  /** The provider's props for a user. */
  as(userId: number): Omit<RealtimeProviderProps, 'children'>
  /** Somebody else writes into {@link ROOM}. */
  say(userId: number, ...texts: string[]): Promise<void>
  type(userId: number): Promise<void>
  /** Somebody else read everything in {@link ROOM}. */
  read(userId: number): Promise<void>
  notify(userId: number, title: string): Promise<void>
  /** What is stored in {@link ROOM}, in order. */
  texts(): Promise<readonly string[]>
  stop(): Promise<void>
}

export interface HookTarget {
  readonly name: string
  /** It knows only websockets-module.md. */
  readonly isBare: boolean
  start(): Promise<HookWorld>
}

/** The room of doctor and patient. */
export const ROOM = '123_456'
