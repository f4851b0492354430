import { displayName } from '@mediconnect/chat-ui'
import { otherUserId, parseRoom, type RoomSummary, type User } from '@mediconnect/protocol'
import { DEMO_USERS } from '../session/demoUsers.ts'

/** What a conversation's header needs to know. */
export interface RoomDescription {
  /** The other one, in a room of two. */
  readonly targetUser?: User
  readonly title?: string
  readonly memberCount?: number
}

/** Who or what a room is, as far as is known; `undefined` when no room can be called so. */
export function describeRoom(
  roomName: string,
  summary: RoomSummary | undefined,
  userId: number,
): RoomDescription | undefined {
  const room = parseRoom(roomName)
  if (!room) return undefined
  if (room.kind !== 'direct') {
    const title = summary?.title ?? `${room.kind === 'clinic' ? 'Clinic' : 'Department'} ${room.groupId}`
    return { title, memberCount: summary?.members.length }
  }
  // A room that is not in the user's list tells nobody's name; the demo knows its own people.
  const people: readonly User[] = [...(summary?.members ?? []), ...DEMO_USERS]
  const find = (id: number): User | undefined => people.find((one) => one.id === id)
  const nameOf = (id: number): string => {
    const user = find(id)
    return user ? displayName(user) : `User ${id}`
  }
  const otherId = otherUserId(room, userId)
  // An admin may look into a room of two others.
  if (otherId === undefined) return { title: room.userIds.map(nameOf).join(' and ') }
  return { targetUser: find(otherId), title: nameOf(otherId) }
}
