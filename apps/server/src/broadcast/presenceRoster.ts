import type { PresenceStatus } from '@mediconnect/protocol'

/** What one node knows of a user who has sockets on it. */
export interface PresenceSummary {
  /** What the user's chats say together; `null`: they only hear notifications. */
  readonly chats: PresenceStatus | null
  readonly sockets: number
  /** Rooms in which the user has a socket. */
  readonly rooms: readonly string[]
}

/** The users of one node. */
export interface PresenceRoster {
  get(userId: number): PresenceSummary | undefined
  set(userId: number, summary: PresenceSummary | undefined): void
  users(): IterableIterator<[number, PresenceSummary]>
  /** Users with a socket in the room. */
  inRoom(roomName: string): ReadonlySet<number>
}

const NOBODY: ReadonlySet<number> = new Set()

export function createPresenceRoster(): PresenceRoster {
  const summaries = new Map<number, PresenceSummary>()
  const rooms = new Map<string, Set<number>>()

  function leave(roomName: string, userId: number): void {
    const users = rooms.get(roomName)
    if (users?.delete(userId) && users.size === 0) rooms.delete(roomName)
  }

  return {
    get: (userId) => summaries.get(userId),
    set(userId, summary) {
      for (const room of summaries.get(userId)?.rooms ?? []) leave(room, userId)
      if (!summary) {
        summaries.delete(userId)
        return
      }
      summaries.set(userId, summary)
      for (const room of summary.rooms) rooms.set(room, (rooms.get(room) ?? new Set()).add(userId))
    },
    users: () => summaries.entries(),
    inRoom: (roomName) => rooms.get(roomName) ?? NOBODY,
  }
}
