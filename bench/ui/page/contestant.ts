import type { ChatEntry } from '@mediconnect/protocol'
import type { ReactElement } from 'react'

export const CONTESTANTS = ['ours', 'ours-window', 'floor', 'spec', 'chatscope'] as const
export type ContestantName = (typeof CONTESTANTS)[number]

/** One of those compared: made with the messages it begins with, not yet on the page. */
export interface Contestant {
  readonly element: ReactElement
  /** A message arrives, as a socket's handler would tell of it. */
  receive(message: ChatEntry): void
  /** A page of history arrives. */
  prepend?(messages: readonly ChatEntry[]): void
  /** How many messages it holds now. */
  count(): number
  /** Class of its mounted rows. */
  readonly rowClass: string
  /** What scrolls. */
  readonly scroller: string
  /** Where one writes. */
  readonly input: string
}

export type CreateContestant = (messages: readonly ChatEntry[]) => Contestant
