import type { Presence, PresenceStatus, User } from '@mediconnect/protocol'
import type { MemoryHub } from './memoryHub.ts'
import type { MemoryRooms } from './memoryRooms.ts'

const STRONGEST_FIRST = ['busy', 'online', 'away'] as const

/** Who is there, over all their sockets. */
export interface MemoryPresence {
  of(userId: number): Presence
  /** For somebody who has no sockets: a user of whom the test says how they are. */
  set(userId: number, status: PresenceStatus): void
  /** Something may have changed: tells those who can see it, if it has. */
  announce(userId: number): void
}

export function createMemoryPresence(
  hub: MemoryHub,
  rooms: MemoryRooms,
  userOf: (id: number) => User,
  now: () => number,
): MemoryPresence {
  const scripted = new Map<number, PresenceStatus>()
  const announced = new Map<number, PresenceStatus>()
  const lastSeen = new Map<number, string>()

  function statusOf(userId: number): PresenceStatus {
    const said = scripted.get(userId)
    if (said) return said
    const declared = [...hub.chats].flatMap((seat) => (seat.session.userId === userId ? [seat.declared] : []))
    // Hearing notifications says that the user is there, but not against what their chats say.
    if (declared.length === 0) return hub.of(userId).length > 0 ? 'online' : 'offline'
    return STRONGEST_FIRST.find((status) => declared.includes(status)) ?? 'offline'
  }

  function of(userId: number): Presence {
    const status = statusOf(userId)
    const last_seen = status === 'offline' ? (lastSeen.get(userId) ?? null) : new Date(now()).toISOString()
    return { status, last_seen }
  }

  function announce(userId: number): void {
    const status = statusOf(userId)
    if (status === (announced.get(userId) ?? 'offline')) return
    announced.set(userId, status)
    if (status === 'offline') lastSeen.set(userId, new Date(now()).toISOString())
    const open = [...hub.chats].flatMap(({ session, roomName }) => (session.userId === userId ? [roomName] : []))
    const concerned = new Set([...rooms.of(userId).map(({ name }) => name), ...open])
    const data = { user: userOf(userId), ...of(userId) }
    for (const name of concerned) hub.tellRoom(name, { type: 'presence_status', data })
  }

  return {
    of,
    announce,
    set: (userId, status) => {
      scripted.set(userId, status)
      announce(userId)
    },
  }
}
