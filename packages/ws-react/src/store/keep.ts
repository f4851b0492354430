import type { TurnOptions } from '../transport/turns.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import type { TabMessage } from './tabMessage.ts'

/** What outlives the page, and what all tabs of the user in this browser share. */
export interface Keep {
  readonly storage: OutboxStorage
  /** Tells the other tabs. */
  tell(message: TabMessage): void
  /** Hears what other tabs tell. Returns how to stop. */
  hear(listener: (message: TabMessage) => void): () => void
  /** Runs `work` while no other tab runs any of the same name. Where nothing is shared: at once. */
  inTurn(name: string, options: TurnOptions, work: (lost: AbortSignal) => Promise<void>): Promise<void>
  /** Whether tabs take turns; if not, each sends what it wrote, and what it finds on connecting. */
  readonly hasTurns: boolean
  close(): void
}
