import { parseRoom } from '@mediconnect/protocol'

/** The rooms this node has sockets in, by whom they may be about: most users of the system are in none of them. */
export interface PresenceRooms {
  enter(roomName: string): void
  leave(roomName: string): void
  /** Rooms of two with this user. */
  directOf(userId: number): Iterable<string>
  /** Whether there is a room of which the name does not say who is in it. */
  hasGroups(): boolean
}

export function createPresenceRooms(): PresenceRooms {
  const sockets = new Map<string, number>()
  const direct = new Map<number, string[]>()
  let groups = 0

  function opened(roomName: string): void {
    const room = parseRoom(roomName)
    if (room?.kind !== 'direct') {
      groups++
      return
    }
    for (const userId of room.userIds) {
      const names = direct.get(userId)
      if (names) names.push(roomName)
      else direct.set(userId, [roomName])
    }
  }

  function closed(roomName: string): void {
    const room = parseRoom(roomName)
    if (room?.kind !== 'direct') {
      groups--
      return
    }
    for (const userId of room.userIds) {
      const names = direct.get(userId)
      const place = names?.indexOf(roomName) ?? -1
      if (!names || place < 0) continue
      names.splice(place, 1)
      if (names.length === 0) direct.delete(userId)
    }
  }

  return {
    enter(roomName) {
      const count = sockets.get(roomName) ?? 0
      sockets.set(roomName, count + 1)
      if (count === 0) opened(roomName)
    },
    leave(roomName) {
      const count = sockets.get(roomName)
      if (count === undefined) return
      if (count > 1) sockets.set(roomName, count - 1)
      else {
        sockets.delete(roomName)
        closed(roomName)
      }
    },
    directOf: (userId) => direct.get(userId) ?? [],
    hasGroups: () => groups > 0,
  }
}
