/** What the user did or saw, in ids only: no text, no name, no file name. */
export type AuditEvent = AuditedAction & {
  /** The signed-in user. */
  readonly userId: number
  /** ISO 8601 UTC, by this device's clock. */
  readonly at: string
}

/** What happened, without who and when. */
export type AuditedAction =
  /** Messages were given to a screen. */
  | { readonly type: 'messages_viewed'; readonly roomName: string; readonly messageIds: readonly number[] }
  /** Messages of others were marked as read. */
  | { readonly type: 'messages_read'; readonly roomName: string; readonly messageIds: readonly number[] }
  /** The server has stored what the user sent from this browser; told by one of its tabs. */
  | {
      readonly type: 'message_sent'
      readonly roomName: string
      readonly clientId: string | undefined
      readonly messageId: number
    }
  /** What the user sent was refused; `code` is the server's, if it gave one. */
  | {
      readonly type: 'message_failed'
      readonly roomName: string
      readonly clientId: string | undefined
      readonly code: string | undefined
    }
  /** An attachment was fetched for a screen; of a message that is not stored yet there is only the `clientId`. */
  | {
      readonly type: 'attachment_opened'
      readonly uploadId: string
      readonly roomName: string | undefined
      readonly messageId: number | undefined
      readonly clientId: string | undefined
    }
  /** Notifications were given to a screen. */
  | { readonly type: 'notifications_viewed'; readonly notificationIds: readonly string[] }
  /** Notifications were marked as read, here or on another device. */
  | { readonly type: 'notifications_read'; readonly notificationIds: readonly string[] }
  | { readonly type: 'signed_out' }
  /** Automatic logoff after `idleTimeout`. */
  | { readonly type: 'logged_off' }
