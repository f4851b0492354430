import type { ChatEntry, Presence, UnreadCount, User } from '@mediconnect/protocol'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { ServerError } from './action.ts'
import type { ChatGap } from './chat.ts'
import { NOTIFICATIONS, type RealtimeState } from './realtimeStore.ts'

/** Reads a part of the client's state; the same object while nothing in it has changed. */
export type Selector<Selected> = (state: RealtimeState) => Selected

const NONE: readonly never[] = []
const IDLE: ConnectionState = { status: 'idle' }

/** A room's messages, oldest first, then those still owed to the server. */
export const selectMessages =
  (roomName: string): Selector<readonly ChatEntry[]> =>
  ({ chats }) =>
    chats[roomName]?.messages ?? NONE

/** Their keys: the same list while none comes, goes or moves, whatever happens to them. */
export const selectMessageKeys =
  (roomName: string): Selector<readonly string[]> =>
  ({ chats }) =>
    chats[roomName]?.keys ?? NONE

/** One message. */
export const selectMessage =
  (roomName: string, key: string): Selector<ChatEntry | undefined> =>
  ({ chats }) =>
    chats[roomName]?.entries[key]

/** What is missing between a room's messages, oldest first. */
export const selectGaps =
  (roomName: string): Selector<readonly ChatGap[]> =>
  ({ chats }) =>
    chats[roomName]?.gaps ?? NONE

/** Others who are typing in a room now. */
export const selectTypingUsers =
  (roomName: string): Selector<readonly User[]> =>
  ({ chats }) =>
    chats[roomName]?.typing ?? NONE

/** Ids of the users with a room open. */
export const selectActiveUsers =
  (roomName: string): Selector<readonly number[]> =>
  ({ chats }) =>
    chats[roomName]?.activeUsers ?? NONE

/** Messages of others in a room that the user has not read. */
export const selectUnread =
  (roomName: string): Selector<number> =>
  ({ chats }) =>
    chats[roomName]?.unreadCount ?? 0

/** How many messages of a room the server does not have yet: queued, sending or failed. */
export const selectPendingCount =
  (roomName: string): Selector<number> =>
  ({ chats }) => {
    const chat = chats[roomName]
    return chat ? chat.keys.length - chat.storedCount : 0
  }

/** Where a room's connection stands; without a room, the one for notifications. */
export const selectConnection =
  (roomName: string = NOTIFICATIONS): Selector<ConnectionState> =>
  ({ connections }) =>
    connections[roomName] ?? IDLE

/** The last error the server told of in a room; without a room, of notifications. */
export const selectLastError =
  (roomName: string = NOTIFICATIONS): Selector<ServerError | undefined> =>
  ({ errors }) =>
    errors[roomName]

/** Whether a user is there, as far as a room that is open tells. */
export const selectPresence =
  (userId: number): Selector<Presence | undefined> =>
  ({ presence }) =>
    presence[userId]

/** How many notifications are unread. */
export const selectUnreadNotifications: Selector<UnreadCount> = ({ notifications }) => notifications.unread
