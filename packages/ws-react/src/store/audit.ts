import type { AuditedAction, AuditEvent } from './auditEvent.ts'
import type { AuditTrail } from './auditTrail.ts'
import type { CoreClient } from './coreClient.ts'
import { createLate } from './late.ts'

/** Tells the host what was viewed, sent, read, failed and opened, each once. */
export interface Audit {
  /** A screen shows a room: what it has counts as viewed. Returns how to say that it does no more. */
  shown(roomName: string): () => void
  /** Follows the store; returns how to stop. */
  start(): () => void
  /** An attachment was fetched for a screen. */
  opened(fileUrl: string): void
  tell(action: AuditedAction): void
}

/** What works it out is loaded when it starts; what happens before it is there waits, with its time. */
export function createAudit(
  { store, user }: CoreClient,
  report: (event: AuditEvent) => void,
  loadTrail = () => import('./auditTrail.ts'),
): Audit {
  let at = 0
  const trail = createLate(loadTrail, ({ createAuditTrail }) => createAuditTrail(user.id, report, () => at))

  function note(work: (trail: AuditTrail) => void): void {
    const happenedAt = Date.now()
    trail.use((there) => {
      at = happenedAt
      work(there)
    })
  }

  return {
    tell: (action) => note((there) => there.tell(action)),
    start: () => {
      trail.load()
      return store.subscribe((state, before) => note((there) => there.follow(state, before)))
    },
    shown: (roomName) => {
      const chat = store.getState().chats[roomName]
      note((there) => there.shown(roomName, chat))
      let isHidden = false
      return () => {
        if (!isHidden) note((there) => there.hidden(roomName))
        isHidden = true
      }
    },
    opened: (fileUrl) => {
      const state = store.getState()
      note((there) => there.opened(fileUrl, state))
    },
  }
}
