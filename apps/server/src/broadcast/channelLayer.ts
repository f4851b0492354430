import type { NotificationType, PresenceStatus, Priority } from '@mediconnect/protocol'

/** What happened in a room. `text` is the frame, written once for all who get it. */
export type RoomEvent =
  /** A committed message. `reader_ids`: the members who may see it. */
  | { readonly kind: 'message'; readonly seq: number; readonly reader_ids: readonly number[]; readonly text: string }
  /**
   * Committed receipts, one frame each: the room's receipts from `first` to `newest`. They are about messages up to
   * `at_seq`, and are told after those.
   */
  | {
      readonly kind: 'receipts'
      readonly first: number
      readonly newest: number
      readonly at_seq: number
      readonly texts: readonly string[]
    }
  /** Over in a moment: not sent later to those who cannot get it now. */
  | { readonly kind: 'typing'; readonly user_id: number; readonly text: string }
  | {
      readonly kind: 'presence'
      readonly user_id: number
      readonly status: PresenceStatus
      readonly text: string
    }
  /** Stored nowhere, so it is kept for those who cannot get it now. `reader_ids`: the members who may see it. */
  | { readonly kind: 'notice'; readonly reader_ids?: readonly number[]; readonly text: string }

/** What happened to users. */
export type UserEvent =
  /** A committed notification. */
  | {
      readonly kind: 'notification'
      readonly created_at: string
      readonly notification_type: NotificationType
      readonly priority: Priority
      readonly text: string
    }
  /** Stored nowhere, so it is kept for those who cannot get it now. */
  | { readonly kind: 'notice'; readonly text: string }
  /** How many notifications are unread has changed: each socket asks for itself. */
  | { readonly kind: 'unread' }

/** What a channel carries. */
export type ChannelEvent =
  RoomEvent | { readonly kind: 'users'; readonly user_ids: readonly number[]; readonly event: UserEvent }

/**
 * Carries events between the nodes of one system, in the order each publisher sent them. It may lose some – what is in
 * the database can be read there – but never brings one twice, and never one that was not published.
 */
export interface ChannelLayer {
  /** This node's own subscribers hear it before the call returns, whatever the way to the others is like. */
  publish(channel: string, event: ChannelEvent): void
  /** Gives back how to stop. Settles when events from the other nodes come, or cannot come at the moment. */
  subscribe(channel: string, listener: (event: ChannelEvent) => void): Promise<() => void>
  /** Whether the other nodes can be heard now. */
  isConnected(): boolean
  /** Called with every change of {@link isConnected}; what was published in between may be lost. Gives back how to stop. */
  onConnection(listener: (isConnected: boolean) => void): () => void
  close(): Promise<void>
}

export const roomChannel = (roomName: string): string => `room:${roomName}`
/** All that is told to users goes through one channel: it is little, and to many at once. */
export const USERS_CHANNEL = 'users'
