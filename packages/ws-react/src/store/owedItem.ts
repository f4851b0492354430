import type { OwedEntry } from './outboxStorage.ts'

/** A message owed to the server, as this tab knows it. */
export interface OwedItem {
  readonly entry: OwedEntry
  /** Its place among all that the user sent, from any tab. */
  readonly order: number
  /** The browser keeps it, for all tabs. */
  readonly isKept: boolean
  readonly needsUpload: boolean
  /** Another tab wrote it and, since tabs take no turns here, sends it. */
  readonly isLeftToOther: boolean
}

/** Whether it waits to be sent, or is being sent. */
export function isPending({ entry }: OwedItem): boolean {
  return entry.state === 'queued' || entry.state === 'sending'
}
