import { createTabs, type Tabs } from '../transport/tabs.ts'
import { createIndexedDbOutbox } from './indexedDbOutbox.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import { isTabMessage, TAB_CHANNEL, type TabMessage } from './tabMessage.ts'

/** The browser's side of a keep; loaded in a chunk of its own, since a screen is shown without it. */
export interface OpenKeep {
  /** Missing where the page may not encrypt, such as one without TLS. */
  readonly storage: OutboxStorage | undefined
  readonly tabs: Tabs<TabMessage>
}

export function openKeep(userId: number, onMessage: (message: TabMessage) => void, onGone: () => void): OpenKeep {
  const name = `${TAB_CHANNEL}:${userId}`
  return {
    storage: isSecureContext ? createIndexedDbOutbox(userId) : undefined,
    tabs: createTabs({ name, isMessage: isTabMessage, onMessage, onGone }),
  }
}
