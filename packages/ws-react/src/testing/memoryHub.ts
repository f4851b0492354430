import type { ChatServerFrameInput, NotificationServerFrameInput, PresenceStatus } from '@mediconnect/protocol'
import type { MemorySession } from './memorySession.ts'

/** A socket in a room. */
export interface ChatSeat {
  readonly session: MemorySession
  readonly roomName: string
  /** What this device says of its user. */
  declared: PresenceStatus
}

/** A socket for notifications. */
export interface InboxSeat {
  readonly session: MemorySession
}

/** All sockets of a server. */
export interface MemoryHub {
  readonly chats: Set<ChatSeat>
  readonly inboxes: Set<InboxSeat>
  in(roomName: string): ChatSeat[]
  of(userId: number): (ChatSeat | InboxSeat)[]
  tellRoom(roomName: string, frame: ChatServerFrameInput, except?: number): void
  tellUser(userId: number, frame: NotificationServerFrameInput): void
}

export function createMemoryHub(): MemoryHub {
  const chats = new Set<ChatSeat>()
  const inboxes = new Set<InboxSeat>()
  const inRoom = (roomName: string): ChatSeat[] => [...chats].filter((seat) => seat.roomName === roomName)
  return {
    chats,
    inboxes,
    in: inRoom,
    of: (userId) => [...chats, ...inboxes].filter(({ session }) => session.userId === userId),
    tellRoom: (roomName, frame, except) => {
      for (const { session } of inRoom(roomName)) if (session.userId !== except) tell(session, frame)
    },
    tellUser: (userId, frame) => {
      for (const { session } of [...inboxes]) if (session.userId === userId) tell(session, frame)
    },
  }
}

/** Sends a frame, with an empty `data` where it may be left out. */
export function tell(session: MemorySession, frame: ChatServerFrameInput | NotificationServerFrameInput): void {
  session.send({ type: frame.type, data: frame.data ?? {} })
}
