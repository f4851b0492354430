import { encodeFrame, TYPING_STOP_MS, type ChatServerFrame } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { UserRecord } from '../store/store.ts'
import { wireUser } from '../wireUser.ts'
import type { Broadcaster } from './broadcaster.ts'

/** Who is typing where. It stops by itself; nobody waits for it in a session's queue. */
export interface Typing {
  start(roomName: string, user: UserRecord, socketId: string): void
  stop(roomName: string, user: UserRecord): void
  /** The user's message came: stops only what was started. */
  sent(roomName: string, user: UserRecord): void
  /** The socket is gone: stops what it started. */
  gone(roomName: string, user: UserRecord, socketId: string): void
  close(): void
}

export function createTyping(broadcaster: Broadcaster, now: () => number): Typing {
  const active = new Map<string, { readonly socketId: string; readonly timer: NodeJS.Timeout }>()
  const keyOf = (roomName: string, user: UserRecord) => `${roomName}:${user.id}`

  function clear(key: string): void {
    clearTimeout(active.get(key)?.timer)
    active.delete(key)
  }

  function tell(roomName: string, user: UserRecord, isTyping: boolean): void {
    const frame: ChatServerFrame = {
      type: 'typing_notification',
      data: { user: wireUser(user), is_typing: isTyping, timestamp: isoTime(now()) },
    }
    broadcaster.publish(roomName, { kind: 'typing', user_id: user.id, text: encodeFrame(frame) })
  }

  function stop(roomName: string, user: UserRecord): void {
    clear(keyOf(roomName, user))
    tell(roomName, user, false)
  }

  return {
    start(roomName, user, socketId) {
      const key = keyOf(roomName, user)
      clear(key)
      active.set(key, { socketId, timer: setTimeout(() => stop(roomName, user), TYPING_STOP_MS) })
      tell(roomName, user, true)
    },
    stop,
    sent(roomName, user) {
      if (active.size > 0 && active.has(keyOf(roomName, user))) stop(roomName, user)
    },
    gone(roomName, user, socketId) {
      if (active.get(keyOf(roomName, user))?.socketId === socketId) stop(roomName, user)
    },
    close() {
      for (const key of [...active.keys()]) clear(key)
    },
  }
}
