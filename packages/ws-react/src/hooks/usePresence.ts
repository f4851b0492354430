import type { Presence, PresenceStatus } from '@mediconnect/protocol'
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { PresenceState } from '../store/presence.ts'
import { useRealtime } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'

/** What {@link usePresence} gives. */
export interface PresenceApi {
  /** By user id; a user of whom nothing is known yet is missing. */
  readonly presence: Readonly<Record<number, Presence>>
  /** Declares one's own status. */
  setStatus(status: PresenceStatus): void
}

/** Who is there (websockets-module.md, "Presence Management"), as told on the rooms that are open; all, or just `userIds`. */
export function usePresence(userIds?: readonly number[]): PresenceApi {
  const { client } = useRealtime('usePresence')
  const presence = useRealtimeStore(
    client,
    useShallow((state) => pick(state.presence, userIds)),
  )
  return useMemo(() => ({ presence, setStatus: client.setStatus }), [presence, client])
}

function pick(all: PresenceState, ids: readonly number[] | undefined): PresenceState {
  if (!ids) return all
  const picked: Record<number, Presence> = {}
  for (const id of ids) {
    const presence = all[id]
    if (presence) picked[id] = presence
  }
  return picked
}
