import { loadUntilDone } from './loadUntilDone.ts'
import type { SessionContext } from './sessionContext.ts'

/** On a screen without rooms: loads them where tabs that are gone have left something unsent. */
export function lazyRooms({ part, onAbandoned }: SessionContext): void {
  onAbandoned(() => void loadUntilDone(() => import('./roomsPart.ts')).then(({ roomsPart }) => part(roomsPart)))
}
