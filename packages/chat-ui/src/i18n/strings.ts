import type { ErrorCode, NotificationType, PresenceStatus, Priority, Role } from '@mediconnect/protocol'

/** A language: its strings, with numbers as a BCP 47 tag of it writes them ("ar-EG" and "ar-MA" have other digits). */
export type Language = (tag: string) => Strings

/** Every string the parts show or speak. Another language is another value of this type. */
export interface Strings {
  readonly roles: Readonly<Record<Role, string>>
  readonly presence: Readonly<Record<PresenceStatus, string>>
  readonly lastSeen: (when: string) => string
  readonly members: (count: number) => string

  readonly today: string
  readonly yesterday: string
  readonly justNow: string

  readonly conversation: (name: string) => string
  readonly messages: string
  readonly newMessages: (count: number) => string
  readonly arrived: (count: number, names: readonly string[]) => string
  readonly unreadFromHere: string
  readonly jumpToLatest: string
  // MessageList
  readonly jumpBack: string

  readonly loadOlder: string
  readonly gap: (missing: number) => string
  readonly loadGap: string
  readonly loadingGap: string
  readonly loadingOlder: string
  readonly loadingMessages: string
  readonly startOfConversation: string
  readonly emptyTitle: string
  readonly emptyText: (name: string | undefined) => string
  readonly loadFailedTitle: string
  readonly loadFailedText: string
  readonly tryAgain: string

  readonly you: string
  readonly messageLabel: (sender: string, time: string) => string
  readonly delivery: Readonly<Record<'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed', string>>
  readonly retry: string
  readonly discard: string
  readonly uploading: (percent: string) => string

  readonly image: string
  readonly openImage: (name: string) => string
  readonly close: string
  readonly imageFailed: string
  readonly loadingAttachment: string
  readonly attachmentFailed: string
  readonly file: string
  readonly download: (name: string) => string
  readonly voiceMessage: string
  readonly play: string
  readonly pause: string
  readonly seek: string
  readonly voiceTime: (position: string, total: string) => string

  // MessageMenu
  readonly messageActions: string
  readonly copyText: string
  readonly copied: string
  readonly copyFailed: string

  readonly typing: (names: readonly string[]) => string
  readonly typingShort: string

  readonly writeMessage: string
  readonly writeMessageTo: (name: string) => string
  readonly mayNotWrite: string
  readonly send: string
  readonly attach: string
  readonly attachments: string
  readonly removeAttachment: (name: string) => string
  readonly dropFiles: string
  readonly fileTooLarge: (name: string, limit: string) => string
  readonly fileEmpty: (name: string) => string
  readonly record: string
  readonly recording: string
  readonly recordingTime: (time: string) => string
  readonly askingForMicrophone: string
  readonly discardRecording: string
  readonly sendRecording: string
  readonly microphoneDenied: string
  readonly microphoneMissing: string
  readonly microphoneUnsupported: string
  readonly microphoneFailed: string
  readonly dismiss: string

  // MessageInput
  readonly lettersLeft: (count: number) => string
  readonly textTooLong: (limit: number) => string
  readonly folderRefused: (name: string) => string
  readonly fileNotAccepted: (name: string) => string
  readonly tooManyFiles: (limit: number) => string
  readonly pauseRecording: string
  readonly resumeRecording: string
  readonly recordingPaused: string
  readonly recordingFull: (limit: string) => string
  readonly recordingLost: string
  readonly partNotLoaded: string
  readonly emoji: string
  readonly emojiGroups: Readonly<Record<'faces' | 'unwell' | 'people' | 'life' | 'signs', string>>

  // MessageBubble
  readonly cancelUpload: (name: string) => string
  readonly fileType: (extension: string) => string
  readonly sendFailure: (code: ErrorCode) => string | undefined
  readonly playbackSpeed: (speed: number) => string
  readonly speed: (speed: number) => string
  readonly actualSize: string

  readonly connecting: string
  readonly reconnecting: string
  readonly connected: string
  readonly catchingUp: string
  readonly offline: string
  readonly retryIn: (seconds: number) => string
  readonly tryNow: string
  readonly stopped: string
  readonly notOpen: string
  readonly stoppedReason: (code: ErrorCode) => string
  readonly reconnect: string
  readonly waiting: (count: number) => string
  readonly notSent: (count: number) => string
  readonly retryAll: string
  readonly discardAll: string

  readonly rooms: string
  readonly roomsFailedTitle: string
  readonly noRoomsTitle: string
  readonly noRoomsText: string
  readonly noMessagesYet: string
  readonly unread: (count: number) => string
  readonly preview: (sender: string, text: string) => string
  readonly group: string

  readonly notifications: string
  readonly notificationsButton: (unread: number) => string
  readonly notificationTypes: Readonly<Record<NotificationType, string>>
  readonly allTypes: string
  readonly filterByType: string
  readonly priorities: Readonly<Record<Priority, string>>
  readonly markRead: string
  readonly markAllRead: string
  readonly deleteAll: string
  readonly cancel: string
  readonly loadMore: string
  readonly loadingNotifications: string
  readonly noNotificationsTitle: string
  readonly noNotificationsText: string
  readonly notificationsFailedTitle: string
  readonly unreadNotification: string
  readonly openNotification: string
  readonly acknowledge: string
  readonly toastRegion: string

  // ConnectionStatus
  readonly confirmDiscardAll: (count: number) => string
  readonly keepAll: string

  // ChatHeader
  readonly aboutRecipient: string

  // ConfirmSend
  readonly people: (count: number) => string
  readonly sendTo: (name: string) => string
  readonly readBy: (people: string) => string
  readonly goBack: string
  readonly sendNow: string
  // Notifications
  readonly filterByPriority: string
  readonly allPriorities: string
  readonly newNotifications: (count: number) => string
  readonly moreNotifications: (count: number) => string
  readonly nothingMatchesTitle: string
  readonly showAllNotifications: string
  readonly notificationsOffline: string
  readonly deleted: string
  readonly deleting: string
  readonly undo: string
  readonly notDeleted: Readonly<Record<'arrival' | 'offline' | 'refused', string>>
  readonly acknowledgeFirst: (critical: number) => string
  readonly hiddenNotification: Readonly<Record<NotificationType, string>>
  readonly notificationFrom: (sender: string) => string
  readonly showText: string
  readonly notificationSettings: string
  readonly backgroundNotifications: string
  readonly backgroundNotificationsDetail: Readonly<Record<'default' | 'granted' | 'denied' | 'unsupported', string>>
  readonly notificationSound: string
  readonly quietHours: string
  readonly quietHoursDetail: string
  readonly quietFrom: string
  readonly quietTo: string
  readonly quietNow: string
}
