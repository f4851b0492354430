import type { ChatClientFrameInput, ChatServerFrameInput, NotificationServerFrameInput } from '../src/index.ts'

const timestamp = '2024-01-15T10:30:00Z'
const user = {
  id: 123,
  username: 'dr_smith',
  first_name: 'John',
  last_name: 'Smith',
  avatar_url: null,
  role: 'doctor',
} as const
const message = {
  id: 7,
  sender: user,
  receiver: { id: 456, username: 'patient_doe' },
  message: 'Hello',
  message_type: 'image',
  timestamp,
  is_read: true,
  metadata: {
    file_url: '/a',
    file_name: 'a.png',
    file_size: 0,
    duration: 1.5,
    width: 640,
    height: 480,
    pages: [3],
  },
  room_name: '123_456',
  seq: 4,
  client_id: '6f1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e',
  status: 'delivered',
} as const
const notification = {
  id: '7a1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e',
  notification_type: 'billing',
  title: 'Invoice',
  message: 'Due',
  priority: 'low',
  created_at: timestamp,
  metadata: { action_url: '/bills', deep_link: null, amount: 3 },
  read_at: null,
} as const

/** One frame of each type with every field it can have, the added ones too. */
export const CHAT_FRAMES = {
  chat_message: { type: 'chat_message', data: message },
  typing_notification: { type: 'typing_notification', data: { user, is_typing: true, timestamp } },
  message_status: {
    type: 'message_status',
    data: { message_id: 7, status: 'read', timestamp, user_id: 456, overall: 'delivered' },
  },
  presence_status: { type: 'presence_status', data: { user, status: 'away', last_seen: timestamp } },
  connection_status: {
    type: 'connection_status',
    data: {
      status: 'reconnected',
      timestamp,
      room_name: '123_456',
      active_users: [123],
      last_seq: 0,
      user_status: [{ user, status: 'online', last_seen: null }],
      truncated: true,
    },
  },
  file_shared: {
    type: 'file_shared',
    data: { file_name: 'a.png', file_size: 3, file_url: '/a', uploader: 123, timestamp },
  },
  heartbeat: { type: 'heartbeat', data: { timestamp } },
  error: {
    type: 'error',
    data: { code: 'WS_007', message: 'x', details: 'y', timestamp, retry_after: 0.5, client_id: 'c', message_id: -1 },
  },
} satisfies { [Type in ChatServerFrameInput['type']]: Extract<ChatServerFrameInput, { type: Type }> }

export const NOTIFICATION_FRAMES = {
  new_notification: { type: 'new_notification', data: notification },
  notification_read: { type: 'notification_read', data: { notification_id: notification.id, read_at: timestamp } },
  bulk_update: {
    type: 'bulk_update',
    data: { action: 'delete_all', affected_count: 3, notification_type: 'system', timestamp },
  },
  unread_count_update: {
    type: 'unread_count_update',
    data: { total_unread: 3, by_type: { system: 2, billing: 1 }, timestamp },
  },
  heartbeat: { type: 'heartbeat', data: {} },
  error: { type: 'error', data: { code: 'X', message: 'x' } },
} satisfies { [Type in NotificationServerFrameInput['type']]: Extract<NotificationServerFrameInput, { type: Type }> }

/** One frame of each type that the server reads with a reader, with every field it can have. */
export const FAST_FRAMES = {
  send_message: {
    type: 'send_message',
    data: {
      message: 'Hello \ud83d\ude00',
      sender_id: 123,
      receiver_id: 456,
      message_type: 'image',
      metadata: message.metadata,
      client_id: message.client_id,
    },
  },
  message_read: { type: 'message_read', data: { message_id: 7, reader_id: 456, up_to: true } },
  message_ack: { type: 'message_ack', data: { message_id: 7, up_to: true } },
} satisfies Partial<{ [Type in ChatClientFrameInput['type']]: Extract<ChatClientFrameInput, { type: Type }> }>

/** One body of each call that a client reads the answer of. */
export const BODIES = {
  createdNotification: { recipients: 3 },
  httpError: { code: 'WS_007', message: 'x', details: 'y', retry_after: 100 },
  messagePage: { results: [message, { id: 'unreadable' }], has_more: true, unread_count: 2 },
  notificationPage: { results: [notification, { id: 'unreadable' }], has_more: false },
  roomList: {
    results: [
      {
        room_name: '123_456',
        title: null,
        members: [{ ...user, status: 'busy', last_seen: timestamp }],
        last_message: message,
        unread_count: 1,
        last_seq: 4,
      },
    ],
  },
  upload: { id: 'u', file_url: '/a', file_name: 'a.png', file_size: 3, content_type: 'image/png' },
}
/** The same calls answered by a server that knows only the spec. */
export const BARE_LIST = [message, { ...message, id: 8, metadata: 'not an object' }, 'no message']
