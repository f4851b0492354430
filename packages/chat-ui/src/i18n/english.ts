import { ERRORS, type ErrorCode } from '@mediconnect/protocol'
import type { Strings } from './strings.ts'

/** The English strings: the default. */
export const english: Strings = {
  roles: { doctor: 'Doctor', patient: 'Patient', staff: 'Care team', admin: 'Administrator' },
  presence: { online: 'Online', away: 'Away', busy: 'Busy', offline: 'Offline' },
  lastSeen: (when) => `Last seen ${when}`,
  members: (count) => (count === 1 ? '1 member' : `${count} members`),

  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'just now',

  conversation: (name) => `Conversation with ${name}`,
  messages: 'Messages',
  newMessages: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  arrived: (count, names) => `${count === 1 ? 'New message' : `${count} new messages`} from ${listOf(names)}`,
  unreadFromHere: 'New messages',
  jumpToLatest: 'Jump to the latest message',
  // MessageList
  jumpBack: 'Back to where you were',

  loadOlder: 'Show earlier messages',
  gap: (missing) => (missing === 1 ? '1 message is not shown' : `${missing} messages are not shown`),
  loadGap: 'Show them',
  loadingGap: 'Loading…',
  loadingOlder: 'Loading earlier messages…',
  loadingMessages: 'Loading messages…',
  startOfConversation: 'This is the start of the conversation',
  emptyTitle: 'No messages yet',
  emptyText: (name) => (name ? `Write the first message to ${name}.` : 'Write the first message.'),
  loadFailedTitle: 'The messages could not be loaded',
  loadFailedText: 'Check your connection, then try again.',
  tryAgain: 'Try again',

  you: 'You',
  messageLabel: (sender, time) => `${sender}, ${time}`,
  delivery: {
    queued: 'Waiting to be sent',
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
  },
  retry: 'Retry',
  discard: 'Discard',
  uploading: (percent) => `Uploading, ${percent}`,

  image: 'Image',
  openImage: (name) => `Open ${name}`,
  close: 'Close',
  imageFailed: 'The image could not be loaded',
  loadingAttachment: 'Loading…',
  attachmentFailed: 'Could not be loaded',
  file: 'File',
  download: (name) => `Download ${name}`,
  voiceMessage: 'Voice message',
  play: 'Play',
  pause: 'Pause',
  seek: 'Position',
  voiceTime: (position, total) => `${position} of ${total}`,

  // MessageMenu
  messageActions: 'Message actions',
  copyText: 'Copy text',
  copied: 'Copied',
  copyFailed: 'The text could not be copied',

  typing: (names) =>
    names.length > 2 ? 'Several people are typing' : `${listOf(names)} ${names.length === 1 ? 'is' : 'are'} typing`,
  typingShort: 'typing…',

  writeMessage: 'Write a message',
  writeMessageTo: (name) => `Message ${name}`,
  mayNotWrite: 'You cannot write here',
  send: 'Send',
  attach: 'Attach a file',
  attachments: 'Attachments',
  removeAttachment: (name) => `Remove ${name}`,
  dropFiles: 'Drop to attach',
  fileTooLarge: (name, limit) => `${name} is too large. Files may be up to ${limit}.`,
  fileEmpty: (name) => `${name} is empty.`,
  record: 'Record a voice message',
  recording: 'Recording',
  recordingTime: (time) => `Recording, ${time}`,
  askingForMicrophone: 'Waiting for the microphone…',
  discardRecording: 'Discard recording',
  sendRecording: 'Send voice message',
  microphoneDenied: 'The microphone is blocked. Allow it in your browser’s site settings, then try again.',
  microphoneMissing: 'No microphone was found. Connect one, then try again.',
  microphoneUnsupported: 'This browser cannot record voice messages.',
  microphoneFailed: 'The recording could not be started. Another app may be using the microphone.',
  dismiss: 'Dismiss',

  // MessageInput
  lettersLeft: (count) => (count < 0 ? `${-count} too many` : `${count} left`),
  textTooLong: (limit) =>
    `This message is too long. Up to ${limit.toLocaleString('en')} characters can be sent at once: shorten it, or send it in parts.`,
  folderRefused: (name) => `${name} is a folder. Attach the files in it instead.`,
  fileNotAccepted: (name) => `${name} is not a kind of file that can be sent here.`,
  tooManyFiles: (limit) =>
    `Up to ${limit === 1 ? '1 file' : `${limit} files`} can be sent at once. The others were left out.`,
  pauseRecording: 'Pause recording',
  resumeRecording: 'Go on recording',
  recordingPaused: 'Recording paused',
  recordingFull: (limit) => `${limit} is the longest. Send or discard it.`,
  recordingLost: 'The microphone was disconnected. Send or discard it.',
  partNotLoaded: 'This could not be loaded. Check your connection, then try again.',
  emoji: 'Emoji',
  emojiGroups: { faces: 'Faces', unwell: 'Health', people: 'People', life: 'Daily life', signs: 'Signs' },

  // MessageBubble
  cancelUpload: (name) => `Cancel sending ${name}`,
  fileType: (extension) => extension.toUpperCase(),
  sendFailure: (code) => sendFailures[code],
  playbackSpeed: (speed) => `Speed: ${speed}×`,
  speed: (speed) => `${speed}×`,
  actualSize: 'Actual size',

  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  connected: 'Connected',
  catchingUp: 'Catching up on missed messages…',
  offline: 'No connection',
  retryIn: (seconds) => (seconds <= 0 ? 'Trying again…' : `Trying again in ${seconds} s`),
  tryNow: 'Try now',
  stopped: 'Disconnected',
  notOpen: 'This conversation is not open to you',
  stoppedReason: (code) => stoppedReasons[code] ?? ERRORS[code].message,
  reconnect: 'Reconnect',
  waiting: (count) =>
    count === 1 ? '1 message will be sent when you’re back' : `${count} messages will be sent when you’re back`,
  notSent: (count) => (count === 1 ? '1 message was not sent' : `${count} messages were not sent`),
  retryAll: 'Retry all',
  discardAll: 'Discard all',

  rooms: 'Conversations',
  roomsFailedTitle: 'The conversations could not be loaded',
  noRoomsTitle: 'No conversations yet',
  noRoomsText: 'Conversations with your patients and colleagues appear here.',
  noMessagesYet: 'No messages yet',
  unread: (count) => `${count} unread`,
  preview: (sender, text) => `${sender}: ${text}`,
  group: 'Group',

  notifications: 'Notifications',
  notificationsButton: (unread) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`),
  notificationTypes: {
    appointment: 'Appointments',
    message: 'Messages',
    medical_record: 'Records',
    system: 'System',
    billing: 'Billing',
  },
  allTypes: 'All',
  filterByType: 'Filter by type',
  priorities: { critical: 'Critical', high: 'High priority', medium: 'Normal priority', low: 'Low priority' },
  markRead: 'Mark as read',
  markAllRead: 'Mark all as read',
  deleteAll: 'Delete all',
  confirmDeleteAll: 'Delete all of these notifications?',
  deleteForGood: 'Delete',
  cancel: 'Cancel',
  loadMore: 'Show more',
  loadingNotifications: 'Loading notifications…',
  noNotificationsTitle: 'You’re all caught up',
  noNotificationsText: 'Appointments, results and messages that need you appear here.',
  notificationsFailedTitle: 'The notifications could not be loaded',
  unreadNotification: 'Unread',
  openNotification: 'Open',
  acknowledge: 'Acknowledge',
  toastRegion: 'New notifications',

  // ConnectionStatus
  confirmDiscardAll: (count) =>
    count === 1
      ? 'Discard this message? It cannot be brought back.'
      : `Discard ${count} messages? They cannot be brought back.`,
  keepAll: 'Keep',

  // ChatHeader
  aboutRecipient: 'About the patient',

  // ConfirmSend
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  sendTo: (name) => `Send to ${name}?`,
  readBy: (people) => `${people} will read this`,
  goBack: 'Go back',
  sendNow: 'Send',
}

const stoppedReasons: Partial<Record<ErrorCode, string>> = {
  WS_001: 'Your session has ended. Sign in again to go on.',
  WS_002: 'You do not have access to this conversation.',
  WS_005: 'This conversation does not exist.',
  WS_006: 'This person could not be found.',
  WS_007: 'Too many devices are signed in. Close one, then reconnect.',
}

const sendFailures: Partial<Record<ErrorCode, string>> = {
  WS_001: 'Your session has ended. Sign in again, then retry.',
  WS_002: 'You may no longer write to this conversation.',
  WS_003: 'It could not be delivered.',
  WS_004: 'It could not be read by the server.',
  WS_005: 'This conversation does not exist any more.',
  WS_006: 'This person could not be found.',
  WS_007: 'Too many messages at once. Wait a moment, then retry.',
  WS_010: 'It is too large to send.',
}

function listOf(names: readonly string[]): string {
  return names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ')
}
