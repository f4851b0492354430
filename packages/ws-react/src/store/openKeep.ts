import { createTabs, type Tabs } from '../transport/tabs.ts'
import { createIndexedDbOutbox } from './indexedDbOutbox.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import { isTabMessage, type TabMessage } from './tabMessage.ts'

/** The browser's side of a keep. */
export interface OpenKeep {
  /** Missing where the page may not encrypt, such as one without TLS. */
  readonly storage: OutboxStorage | undefined
  readonly tabs: Tabs<TabMessage>
}

interface OpenKeepOptions {
  readonly userId: number
  /** What the user's tabs have in common. */
  readonly name: string
  onMessage(message: TabMessage): void
  /** Another tab is gone. */
  onGone(): void
}

export function openKeep({ userId, name, onMessage, onGone }: OpenKeepOptions): OpenKeep {
  return {
    storage: isSecureContext ? createIndexedDbOutbox(userId) : undefined,
    tabs: createTabs({ name, isMessage: isTabMessage, onMessage, onGone }),
  }
}
