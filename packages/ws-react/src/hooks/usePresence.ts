import type { Presence, PresenceStatus } from '@mediconnect/protocol'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { createIdlePresence, type IdlePresence } from '../store/idlePresence.ts'
import type { PresenceState } from '../store/presence.ts'
import { roomsPart } from '../store/roomsPart.ts'
import { useRealtime, type RealtimeContextValue } from './realtimeContext.ts'
import { useRealtimeStore } from './useRealtimeStore.ts'
import { useShallow } from './useShallow.ts'

/** What {@link usePresence} gives. */
export interface PresenceApi {
  /** By user id; a user of whom nothing is known yet is missing. */
  readonly presence: Readonly<Record<number, Presence>>
  /** One's own, as the others see it: what was chosen, or `away` while nobody uses any tab of the user. */
  readonly status: PresenceStatus
  /**
   * Chooses one's own status, in all tabs. It stays over a reload; `online` leaves it to the idle detection again.
   */
  setStatus(status: PresenceStatus): void
}

/**
 * Who is there (websockets-module.md, "Presence Management"), as told on the rooms that are open; all, or just `userIds`.
 * While it is mounted the user becomes `away` after the provider's `awayAfter` without input, and `online` on the next.
 */
export function usePresence(userIds?: readonly number[]): PresenceApi {
  const value = useRealtime('usePresence')
  const { client, awayAfter } = value
  const own = value.presence(() => createOwn(value))
  const presence = useRealtimeStore(
    client,
    useShallow((state) => pick(state.presence, userIds)),
  )
  const status = useSyncExternalStore(own.subscribe, own.getStatus, own.getStatus)

  useEffect(() => own.start(awayAfter()), [own, awayAfter])

  return useMemo(() => ({ presence, status, setStatus: own.choose }), [presence, status, own])
}

function createOwn({ client, idle }: RealtimeContextValue): IdlePresence {
  const own = createIdlePresence({
    userId: client.user.id,
    idle,
    declare: client.part(roomsPart).setStatus,
    storage: tabStorage(),
  })
  client.ended.addEventListener('abort', () => client.ended.reason === 'signed_out' && own.forget())
  return own
}

/** A page in a sandbox has none, and rendering on a server neither. */
function tabStorage(): Storage | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
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
