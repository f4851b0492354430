import { TYPING_STOP_MS, type User } from '@mediconnect/protocol'
import type { MemoryHub } from './memoryHub.ts'
import type { MemorySession } from './memorySession.ts'

/** Who is typing where. It stops by itself. */
export interface MemoryTyping {
  /** `by`: the socket, whose going stops it too. */
  start(roomName: string, user: User, by?: MemorySession): void
  stop(roomName: string, user: User): void
  /** The user's message came. */
  sent(roomName: string, user: User): void
  gone(by: MemorySession): void
  close(): void
}

export function createMemoryTyping(hub: MemoryHub, now: () => number): MemoryTyping {
  const active = new Map<
    string,
    { roomName: string; user: User; by?: MemorySession; timer: ReturnType<typeof setTimeout> }
  >()
  const keyOf = (roomName: string, user: User): string => `${roomName} ${user.id}`

  function clear(key: string): void {
    clearTimeout(active.get(key)?.timer)
    active.delete(key)
  }

  function tell(roomName: string, user: User, is_typing: boolean): void {
    const data = { user, is_typing, timestamp: new Date(now()).toISOString() }
    hub.tellRoom(roomName, { type: 'typing_notification', data }, user.id)
  }

  function stop(roomName: string, user: User): void {
    clear(keyOf(roomName, user))
    tell(roomName, user, false)
  }

  return {
    start: (roomName, user, by) => {
      const key = keyOf(roomName, user)
      clear(key)
      active.set(key, { roomName, user, by, timer: setTimeout(() => stop(roomName, user), TYPING_STOP_MS) })
      tell(roomName, user, true)
    },
    stop,
    sent: (roomName, user) => {
      if (active.has(keyOf(roomName, user))) stop(roomName, user)
    },
    gone: (session) => {
      for (const { roomName, user, by } of [...active.values()]) if (by === session) stop(roomName, user)
    },
    close: () => {
      for (const key of [...active.keys()]) clear(key)
    },
  }
}
