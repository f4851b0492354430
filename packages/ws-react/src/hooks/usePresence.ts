import type { Presence, PresenceStatus } from '@mediconnect/protocol'
import { useMemo } from 'react'
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
  const all = useRealtimeStore(client, (state) => state.presence)
  const ids = userIds?.join(',')
  return useMemo(() => ({ presence: pick(all, ids), setStatus: client.setStatus }), [all, ids, client])
}

function pick(all: PresenceState, ids: string | undefined): Record<number, Presence> {
  if (ids === undefined) return all
  const picked: Record<number, Presence> = {}
  for (const id of ids.split(',').map(Number)) {
    const presence = all[id]
    if (presence) picked[id] = presence
  }
  return picked
}
