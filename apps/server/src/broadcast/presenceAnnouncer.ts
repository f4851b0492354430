import { encodeFrame, type ChatServerFrame, type PresenceStatus } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { Store } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Broadcaster } from './broadcaster.ts'
import type { Presence } from './presence.ts'

interface Options {
  readonly store: Pick<Store, 'rooms' | 'users'>
  readonly broadcaster: Pick<Broadcaster, 'lacksPresence' | 'tellRoom'>
  readonly presence: () => Presence
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

export interface PresenceAnnouncer {
  /**
   * Tells this node's sockets in the user's rooms how the user's status is now, if they have not been told yet; the
   * other nodes do the same for theirs. `isOurs`: it is on this node to store when the user was last seen.
   */
  announce(userId: number, isOurs?: boolean): void
  /** Settles when everything is told. */
  idle(): Promise<void>
}

/** One announcement a user at a time: an older status must not arrive after a newer one. */
export function createPresenceAnnouncer(options: Options): PresenceAnnouncer {
  const { store, broadcaster, now, onError } = options
  const statusOf = (userId: number) => options.presence().statusOf(userId)
  const running = new Map<number, Promise<void>>()
  const announced = new Map<number, PresenceStatus>()
  /** Users of whom it is to be stored when they were last seen. */
  const leaving = new Set<number>()
  /** Users whose status changed while it was told: whoever came in between was greeted with another. */
  const changed = new Set<number>()
  /** Rooms that know the user as there, their own or not: they hear of the going, too. */
  const rooms = new Map<number, readonly string[]>()

  async function run(userId: number): Promise<void> {
    for (;;) {
      const status = statusOf(userId)
      const timestamp = isoTime(now())
      if (status === 'offline' && leaving.delete(userId)) {
        await store.users.recordLastSeen(userId, timestamp).catch(onError)
        if (statusOf(userId) !== status) continue
      }
      const hasChanged = changed.delete(userId)
      if (!hasChanged && status === (announced.get(userId) ?? 'offline')) return
      await tell(userId, status, timestamp).catch(onError)
      if (status === 'offline') announced.delete(userId)
      else announced.set(userId, status)
    }
  }

  async function tell(userId: number, status: PresenceStatus, timestamp: string): Promise<void> {
    const concerned = await roomsOf(userId)
    if (status === 'offline') rooms.delete(userId)
    else if (concerned.size > 0) rooms.set(userId, [...concerned])
    const open = [...concerned].filter((room) => broadcaster.lacksPresence(room, userId, status))
    const user = open.length > 0 ? await store.users.find(userId) : undefined
    if (!user) return
    const frame: ChatServerFrame = {
      type: 'presence_status',
      data: { user: wireUser(user), status, last_seen: timestamp },
    }
    const text = encodeFrame(frame)
    for (const room of open) broadcaster.tellRoom(room, { kind: 'presence', user_id: userId, status, text })
  }

  /** Those with sockets on this node. Most users of the other nodes have none here: the database is not asked then. */
  async function roomsOf(userId: number): Promise<Set<string>> {
    const known = knownRoomsOf(userId)
    if (!options.presence().roomsHere.hasGroups()) return known
    for (const room of await store.rooms.namesOf(userId)) known.add(room)
    return known
  }

  function knownRoomsOf(userId: number): Set<string> {
    const { roomsHere, roomsOf } = options.presence()
    const known = new Set(rooms.get(userId))
    for (const room of roomsHere.directOf(userId)) known.add(room)
    for (const room of roomsOf(userId)) known.add(room)
    return known
  }

  /** Many come when nobody is there who would have to hear of it: who comes in the same burst is told by the greeting. */
  function isToldAtOnce(userId: number): boolean {
    const status = statusOf(userId)
    if (status === 'offline' || options.presence().roomsHere.hasGroups()) return false
    const concerned = knownRoomsOf(userId)
    for (const room of concerned) if (broadcaster.lacksPresence(room, userId, status)) return false
    rooms.set(userId, [...concerned])
    announced.set(userId, status)
    return true
  }

  function announce(userId: number, isOurs = true): void {
    if (isOurs && statusOf(userId) === 'offline') leaving.add(userId)
    if (running.has(userId)) {
      changed.add(userId)
      return
    }
    if (isToldAtOnce(userId)) return
    const task = run(userId).finally(() => {
      running.delete(userId)
      const status = statusOf(userId)
      if (status !== 'offline') leaving.delete(userId)
      // It may have changed between the last look and now.
      const isTold = !changed.delete(userId) && status === (announced.get(userId) ?? 'offline')
      if (leaving.has(userId) || !isTold) announce(userId, false)
    })
    running.set(userId, task)
  }

  return {
    announce,
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
