import type { PresenceStatus } from '@mediconnect/protocol'
import { usePresence } from '@mediconnect/ws-react'
import { useMemo, useState } from 'react'

/** What the others see of the signed-in user, and how to change it. */
export function useOwnPresence(userId: number): { status: PresenceStatus; choose(status: PresenceStatus): void } {
  const { presence, setStatus } = usePresence(useMemo(() => [userId], [userId]))
  // The server tells of one's own presence only in a room; outside, what was chosen here is all there is to show.
  const [chosen, setChosen] = useState<PresenceStatus>()
  return {
    status: chosen ?? presence[userId]?.status ?? 'online',
    choose: (status) => {
      setChosen(status)
      setStatus(status)
    },
  }
}
