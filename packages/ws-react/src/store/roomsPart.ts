import type { PresenceStatus } from '@mediconnect/protocol'
import { createDrafts, type Drafts } from './drafts.ts'
import type { Part } from './part.ts'
import { reduceRooms } from './reduceRooms.ts'
import { createRoomSession, type RoomSession } from './roomSession.ts'
import type { SessionContext } from './sessionContext.ts'
import { createShared, type Shared } from './shared.ts'

/** The user's rooms: one socket each, for as long as anyone needs it. */
export interface Rooms extends Part {
  /** Texts not sent yet, by room. */
  readonly drafts: Pick<Drafts, 'get' | 'set' | 'subscribe'>
  room(roomName: string): RoomSession
  /** Connects to a room while anyone needs it. Returns how to let go. */
  acquireRoom(roomName: string): () => void
  /** Declares the user's presence on all open rooms. */
  setStatus(status: PresenceStatus): void
}

interface Room {
  readonly session: RoomSession
  readonly shared: Shared
}

export function roomsPart(context: SessionContext, loadLive?: Parameters<typeof createRoomSession>[2]): Rooms {
  const drafts = createDrafts(context.keep)
  const rooms = new Map<string, Room>()
  let status: PresenceStatus | undefined
  let isOver = false

  context.store.addReducer(reduceRooms)

  function roomOf(roomName: string): Room {
    let room = rooms.get(roomName)
    if (!room) {
      const session = createRoomSession(roomName, context, loadLive)
      const sendMessage = (text: string): void => {
        session.sendMessage(text)
        drafts.sent(roomName, text)
      }
      const actions = { ...session.actions, sendMessage }
      room = { session: { ...session, ...actions, actions }, shared: createShared(session) }
      if (status) session.setStatus(status)
      rooms.set(roomName, room)
      if (isOver) end(room)
    }
    return room
  }

  function end({ session, shared }: Room): void {
    shared.dispose()
    session.dispose()
  }

  function acquireRoom(roomName: string): () => void {
    return roomOf(roomName).shared.acquire()
  }

  context.onAbandoned((roomNames) => {
    // Not in this call, which may be in a render. Let go of as soon as it can be known what a room owes: it stays open until
    // that is nothing.
    queueMicrotask(() => roomNames.forEach((roomName) => roomOf(roomName).session.whenLive(acquireRoom(roomName))))
  })

  return {
    drafts,
    room: (roomName) => roomOf(roomName).session,
    acquireRoom,
    setStatus: (next) => {
      status = next
      for (const { session } of rooms.values()) session.setStatus(next)
    },
    dispose: (reason) => {
      isOver = true
      rooms.forEach(end)
      drafts.clear(reason === 'disposed')
    },
  }
}
