import { encodeFrame, type ChatServerFrame, type PresenceStatus } from '@mediconnect/protocol'
import type { Store } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Broadcaster } from './broadcaster.ts'
import { roomChannel } from './channelLayer.ts'
import type { Presence } from './presence.ts'

interface Options {
  readonly store: Store
  readonly broadcaster: Broadcaster
  readonly presence: () => Presence
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

export interface PresenceAnnouncer {
  /** Tells the user's rooms how the user's status is now, if they have not been told yet. */
  announce(userId: number): void
  /** Settles when everything is told. */
  idle(): Promise<void>
}

/** One announcement a user at a time: an older status must not arrive after a newer one. */
export function createPresenceAnnouncer(options: Options): PresenceAnnouncer {
  const { store, broadcaster, now, onError } = options
  const statusOf = (userId: number) => options.presence().statusOf(userId)
  const running = new Map<number, Promise<void>>()
  const announced = new Map<number, PresenceStatus>()
  /** Rooms that know the user as there, their own or not: they hear of the going, too. */
  const rooms = new Map<number, Set<string>>()

  async function run(userId: number): Promise<void> {
    for (;;) {
      const status = statusOf(userId)
      if (status === (announced.get(userId) ?? 'offline')) return
      const timestamp = new Date(now()).toISOString()
      if (status === 'offline') {
        await store.users.recordLastSeen(userId, timestamp).catch(onError)
        if (statusOf(userId) !== status) continue
      }
      await tell(userId, status, timestamp).catch(onError)
      if (status === 'offline') announced.delete(userId)
      else announced.set(userId, status)
    }
  }

  async function tell(userId: number, status: PresenceStatus, timestamp: string): Promise<void> {
    const user = await store.users.find(userId)
    if (!user) return
    const frame: ChatServerFrame = {
      type: 'presence_status',
      data: { user: wireUser(user), status, last_seen: timestamp },
    }
    const text = encodeFrame(frame)
    const own = await store.rooms.namesOf(userId)
    const known = new Set([...(rooms.get(userId) ?? []), ...own, ...options.presence().roomsOf(userId)])
    if (status === 'offline') rooms.delete(userId)
    else rooms.set(userId, known)
    for (const room of known)
      broadcaster.publish(roomChannel(room), { kind: 'presence', user_id: userId, status, text })
  }

  function announce(userId: number): void {
    if (running.has(userId)) return
    const task = run(userId).finally(() => {
      running.delete(userId)
      // It may have changed between the last look and now.
      if (statusOf(userId) !== (announced.get(userId) ?? 'offline')) announce(userId)
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
