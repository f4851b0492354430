import type { NotificationType, PresenceStatus, Priority } from '@mediconnect/protocol'

/** What happened in a room or to a user. `text` is the frame, written once for all who get it. */
export type ChannelEvent =
  /** A committed message. `reader_ids`: the members who may see it. */
  | { readonly kind: 'message'; readonly seq: number; readonly reader_ids: readonly number[]; readonly text: string }
  /** Committed receipts, one frame each; `newest` is the last one's id. */
  | { readonly kind: 'receipts'; readonly newest: number; readonly texts: readonly string[] }
  /** Over in a moment: not sent later to those who cannot get it now. */
  | { readonly kind: 'typing'; readonly user_id: number; readonly text: string }
  | {
      readonly kind: 'presence'
      readonly user_id: number
      readonly status: PresenceStatus
      readonly text: string
    }
  /** Stored nowhere, so it is kept for those who cannot get it now. `reader_ids`: in a room, the members who may see it. */
  | { readonly kind: 'notice'; readonly reader_ids?: readonly number[]; readonly text: string }
  /** A committed notification. */
  | {
      readonly kind: 'notification'
      readonly created_at: string
      readonly notification_type: NotificationType
      readonly priority: Priority
      readonly text: string
    }
  /** How many notifications are unread has changed: each socket asks for itself. */
  | { readonly kind: 'unread' }

/** Carries events between the processes of one system, in the order each channel's publisher sent them. */
export interface ChannelLayer {
  publish(channel: string, event: ChannelEvent): Promise<void>
  /** Gives back how to stop. */
  subscribe(channel: string, listener: (event: ChannelEvent) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export const roomChannel = (roomName: string): string => `room:${roomName}`
export const userChannel = (userId: number): string => `user:${userId}`
