import type { SessionContext } from './sessionContext.ts'

/** What is read of a room in one tab is read in all, also where the server does not tell the others. */
export interface SharedReading {
  tell(messageId: number): void
  dispose(): void
}

export function shareReading(roomName: string, { keep, store }: SessionContext): SharedReading {
  let toldId = 0
  const unhear = keep.hear((message) => {
    if (message.type !== 'read' || message.roomName !== roomName) return
    toldId = Math.max(toldId, message.messageId)
    store.dispatch({ type: 'chat/read', roomName, messageId: message.messageId })
  })
  return {
    tell: (messageId) => {
      if (messageId <= toldId) return
      toldId = messageId
      keep.tell({ type: 'read', roomName, messageId })
    },
    dispose: unhear,
  }
}
