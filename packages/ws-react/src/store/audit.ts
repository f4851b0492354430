import type { AuditedAction, AuditEvent } from './auditEvent.ts'
import type { AuditTrail } from './auditTrail.ts'
import type { CoreClient } from './coreClient.ts'
import { loadUntilDone } from './loadUntilDone.ts'

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
  const waiting: ((trail: AuditTrail) => void)[] = []
  let loading: Promise<void> | undefined
  let trail: AuditTrail | undefined
  let at = 0

  function note(work: (trail: AuditTrail) => void): void {
    const happenedAt = Date.now()
    const run = (trail: AuditTrail): void => {
      at = happenedAt
      work(trail)
    }
    if (trail) run(trail)
    else waiting.push(run)
  }

  async function load(): Promise<void> {
    const { createAuditTrail } = await loadUntilDone(loadTrail)
    const loaded = createAuditTrail(user.id, report, () => at)
    // What a listener does meanwhile waits too, so that everything is told in order.
    for (const run of waiting) run(loaded)
    waiting.length = 0
    trail = loaded
  }

  return {
    tell: (action) => note((trail) => trail.tell(action)),
    start: () => {
      loading ??= load()
      return store.subscribe((state, before) => note((trail) => trail.follow(state, before)))
    },
    shown: (roomName) => {
      const chat = store.getState().chats[roomName]
      note((trail) => trail.shown(roomName, chat))
      let isHidden = false
      return () => {
        if (!isHidden) note((trail) => trail.hidden(roomName))
        isHidden = true
      }
    },
    opened: (fileUrl) => {
      const state = store.getState()
      note((trail) => trail.opened(fileUrl, state))
    },
  }
}
