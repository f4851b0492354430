import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from './strings.ts'
import { createWording } from './wording.ts'

const { number, count: counted, list, name: named } = createWording<'one' | 'other'>('en')

/** The English strings: the default. */
export const english: Strings = {
  roles: { doctor: 'Doctor', patient: 'Patient', staff: 'Care team', admin: 'Administrator' },
  presence: { online: 'Online', away: 'Away', busy: 'Busy', offline: 'Offline' },
  lastSeen: (when) => `Last seen ${when}`,
  members: (count) => counted(count, { one: '# member', other: '# members' }),

  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'just now',

  conversation: (name) => `Conversation with ${name}`,
  messages: 'Messages',
  newMessages: (count) => counted(count, { one: '# new message', other: '# new messages' }),
  arrived: (count, names) => `${counted(count, { one: 'New message', other: '# new messages' })} from ${listOf(names)}`,
  unreadFromHere: 'New messages',
  jumpToLatest: 'Jump to the latest message',
  // MessageList
  jumpBack: 'Back to where you were',

  loadOlder: 'Show earlier messages',
  gap: (missing) => counted(missing, { one: '# message is not shown', other: '# messages are not shown' }),
  loadGap: 'Show them',
  loadingGap: 'Loading…',
  loadingOlder: 'Loading earlier messages…',
  loadingMessages: 'Loading messages…',
  startOfConversation: 'This is the start of the conversation',
  emptyTitle: 'No messages yet',
  emptyText: (name) => (name ? `Write the first message to ${named(name)}.` : 'Write the first message.'),
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
  writeMessageTo: (name) => `Message ${named(name)}`,
  mayNotWrite: 'You cannot write here',
  send: 'Send',
  attach: 'Attach a file',
  attachments: 'Attachments',
  removeAttachment: (name) => `Remove ${name}`,
  dropFiles: 'Drop to attach',
  fileTooLarge: (name, limit) => `${named(name)} is too large. Files may be up to ${limit}.`,
  fileEmpty: (name) => `${named(name)} is empty.`,
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
  lettersLeft: (count) => (count < 0 ? `${number(-count)} too many` : `${number(count)} left`),
  textTooLong: (limit) =>
    `This message is too long. Up to ${number(limit)} characters can be sent at once: shorten it, or send it in parts.`,
  folderRefused: (name) => `${name} is a folder. Attach the files in it instead.`,
  fileNotAccepted: (name) => `${name} is not a kind of file that can be sent here.`,
  tooManyFiles: (limit) =>
    `Up to ${counted(limit, { one: '# file', other: '# files' })} can be sent at once. The others were left out.`,
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
  playbackSpeed: (speed) => `Speed: ${number(speed)}×`,
  speed: (speed) => `${number(speed)}×`,
  actualSize: 'Actual size',

  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  connected: 'Connected',
  catchingUp: 'Catching up on missed messages…',
  offline: 'No connection',
  retryIn: (seconds) => (seconds <= 0 ? 'Trying again…' : `Trying again in ${number(seconds)} s`),
  tryNow: 'Try now',
  stopped: 'Disconnected',
  notOpen: 'This conversation is not open to you',
  stoppedReason: (code) => stoppedReasons[code],
  reconnect: 'Reconnect',
  waiting: (count) =>
    counted(count, {
      one: '# message will be sent when you’re back',
      other: '# messages will be sent when you’re back',
    }),
  notSent: (count) => counted(count, { one: '# message was not sent', other: '# messages were not sent' }),
  retryAll: 'Retry all',
  discardAll: 'Discard all',

  rooms: 'Conversations',
  roomsFailedTitle: 'The conversations could not be loaded',
  noRoomsTitle: 'No conversations yet',
  noRoomsText: 'Conversations with your patients and colleagues appear here.',
  noMessagesYet: 'No messages yet',
  unread: (count) => `${number(count)} unread`,
  preview: (sender, text) => `${named(sender)}: ${named(text)}`,
  group: 'Group',

  notifications: 'Notifications',
  notificationsButton: (unread) => (unread === 0 ? 'Notifications' : `Notifications, ${number(unread)} unread`),
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
  // Notifications
  filterByPriority: 'Filter by priority',
  allPriorities: 'Any priority',
  newNotifications: (count) => `${count} new`,
  moreNotifications: (count) => `${count} more`,
  nothingMatchesTitle: 'Nothing here for this filter',
  showAllNotifications: 'Show all notifications',
  notificationsOffline: 'You are offline. New notifications appear when the connection is back.',
  deleted: 'Notifications deleted',
  deleting: 'Deleting…',
  undo: 'Undo',
  notDeleted: {
    arrival: 'Something new has come, so nothing was deleted.',
    offline: 'Without a connection nothing is deleted.',
    refused: 'This server does not delete notifications.',
  },
  acknowledgeFirst: (critical) =>
    critical === 1 ? 'Acknowledge the critical one first.' : `Acknowledge the ${critical} critical ones first.`,
  hiddenNotification: {
    appointment: 'About an appointment',
    message: 'New message',
    medical_record: 'About a medical record',
    system: 'About the system',
    billing: 'About a bill',
  },
  notificationFrom: (sender) => `New message from ${sender}`,
  showText: 'Show',
  notificationSettings: 'Notification settings',
  backgroundNotifications: 'Show notifications when this tab is in the background',
  backgroundNotificationsDetail: {
    default: 'Your browser will ask you to allow it.',
    granted: 'Your browser allows it.',
    denied: 'Your browser blocks it. Allow notifications for this site in its settings.',
    unsupported: 'This browser cannot show notifications.',
  },
  notificationSound: 'Play a sound',
  quietHours: 'Quiet hours',
  quietHoursDetail: 'Only critical notifications interrupt you.',
  quietFrom: 'From',
  quietTo: 'To',
  quietNow: 'Quiet hours: only critical notifications interrupt you.',
}

const stoppedReasons: Readonly<Record<ErrorCode, string>> = {
  WS_001: 'Your session has ended. Sign in again to go on.',
  WS_002: 'You do not have access to this conversation.',
  WS_003: 'Messages cannot be delivered right now.',
  WS_004: 'This page is out of date. Reload it.',
  WS_005: 'This conversation does not exist.',
  WS_006: 'This person could not be found.',
  WS_007: 'Too many devices are signed in. Close one, then reconnect.',
  WS_008: 'The connection took too long.',
  WS_009: 'The service is not available right now.',
  WS_010: 'A message was too large to be sent.',
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
  return names.length > 2 ? `${named(names[0] ?? '')} and ${number(names.length - 1)} others` : list(names)
}
