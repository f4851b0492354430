import type {
  ChatEntry,
  ChatMessage,
  ChatServerFrame,
  Notification,
  NotificationServerFrame,
  User,
} from '@mediconnect/protocol'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { Deletion, KeptBecause } from './notifications.ts'

/** The last error the server told of; `at` is epoch milliseconds. */
export interface ServerError {
  readonly code: string
  readonly message: string
  readonly details?: string
  readonly at: number
}

/** A change of one room's state. */
export type ChatAction = RoomAction | LiveRoomAction

/** What happens in a room also without a connection. */
export type RoomAction = { readonly roomName: string } & (
  | { readonly type: 'chat/opened' }
  | { readonly type: 'chat/closed'; readonly at: number }
  /** What the user sent and the server does not have yet, in the order of sending. */
  | { readonly type: 'chat/owed'; readonly entries: readonly ChatEntry[] }
  /** A page of history is being fetched: the newest, or one before the oldest message. */
  | { readonly type: 'chat/loading'; readonly page: 'newest' | 'older' }
  | { readonly type: 'chat/loaded'; readonly messages: readonly ChatMessage[]; readonly hasOlder: boolean }
  | { readonly type: 'chat/load_failed'; readonly error: Error }
  /** The server's count of unread messages; it knew of none after `newestId`. */
  | {
      readonly type: 'chat/counted'
      readonly unreadCount: number
      readonly newestId: number
      /** What the user has read here, which the server may not know yet. */
      readonly readId: number
    }
  | { readonly type: 'chat/read'; readonly messageId: number }
)

/** What only a connection brings; the code for it comes with the connection's. */
export type LiveRoomAction = { readonly roomName: string } &
  /** Frames of the socket, in order: all that came within one screen frame. */
  (
    | { readonly type: 'chat/received'; readonly frames: readonly ChatServerFrame[] }
    /** Stored messages that were missing. */
    | { readonly type: 'chat/merged'; readonly messages: readonly ChatMessage[] }
    /** A page around a message that is far back: what is between it and the rest stays a gap. */
    | { readonly type: 'chat/jumped'; readonly messages: readonly ChatMessage[]; readonly hasOlder: boolean }
    /** All stored messages but the newest `keep` are forgotten. */
    | { readonly type: 'chat/trimmed'; readonly keep: number }
    /** The end of someone's typing was not told. */
    | { readonly type: 'chat/typing_lost'; readonly user: User }
  )

/** A change of the user's notifications. */
export type NotificationAction =
  | {
      readonly type: 'notifications/received'
      readonly frames: readonly NotificationServerFrame[]
      /** ISO 8601 UTC, for what carries no time. */
      readonly at: string
    }
  | { readonly type: 'notifications/loaded'; readonly items: readonly Notification[] }
  /** The newest page again: what is missing there was deleted elsewhere. */
  | {
      readonly type: 'notifications/refreshed'
      readonly items: readonly Notification[]
      readonly hasMore: boolean
    }
  | { readonly type: 'notifications/read'; readonly id: string; readonly at: string }
  /** All, or all of a type, are to be deleted: it looks done, and can be undone. */
  | { readonly type: 'notifications/deleting'; readonly deletion: Deletion }
  /** Nothing is deleted after all: `because`, or undone by the user. */
  | { readonly type: 'notifications/kept'; readonly because?: KeptBecause }

/** Every change of the client's state, by name: `domain/what`. `key` is a room's name, or NOTIFICATIONS. */
export type Action =
  | ChatAction
  | NotificationAction
  | { readonly type: 'connection/changed'; readonly key: string; readonly connection: ConnectionState }
  | { readonly type: 'connection/error'; readonly key: string; readonly error: ServerError }
  /** The user is gone: nothing is known any more. */
  | { readonly type: 'client/cleared' }
