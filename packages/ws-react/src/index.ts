export type { IdleWarningProps } from './hooks/IdleWarning.tsx'
export { RealtimeProvider, type RealtimeProviderProps } from './hooks/RealtimeProvider.tsx'
export { useRealtimeClient } from './hooks/useRealtimeClient.ts'
export { useAttachmentUrl, type AttachmentUrl } from './hooks/useAttachmentUrl.ts'
export { useChat, type Chat, type ChatHistory } from './hooks/useChat.ts'
export { useConnectionStatus } from './hooks/useConnectionStatus.ts'
export { useMessage } from './hooks/useMessage.ts'
export { useNotifications, type NotificationCounts, type Notifications } from './hooks/useNotifications.ts'
export { usePresence, type PresenceApi } from './hooks/usePresence.ts'
export { useRealtimeState } from './hooks/useRealtimeState.ts'
export { useRooms, type Rooms } from './hooks/useRooms.ts'
export { useSignOut } from './hooks/useSignOut.ts'
export { useUnsentCount } from './hooks/useUnsentCount.ts'
export { useWebSocket, type UseWebSocketOptions, type WebSocketHook } from './hooks/useWebSocket.ts'
export type { SendFileOptions } from './store/attachment.ts'
export type { AuditedAction, AuditEvent } from './store/auditEvent.ts'
export type { MessageTarget } from './store/catchUp.ts'
export { createRealtimeClient, type RealtimeClient } from './store/client.ts'
export type { RealtimeClientOptions } from './store/coreClient.ts'
export type { Deletion, KeptBecause } from './store/notifications.ts'
export type { NotificationFilter } from './store/liveNotifications.ts'
export type { NotificationQuery } from './store/notificationPages.ts'
export type { Action, ChatAction, NotificationAction, ServerError } from './store/action.ts'
export type { ChatGap, ChatState, HistoryState } from './store/chat.ts'
export type { GapEnd } from './store/fetchGap.ts'
export type { ActionListener, Devtools, RealtimeState, RealtimeStore } from './store/realtimeStore.ts'
export {
  selectActiveUsers,
  selectConnection,
  selectGaps,
  selectLastError,
  selectMessage,
  selectMessageKeys,
  selectMessages,
  selectPendingCount,
  selectPresence,
  selectTypingUsers,
  selectUnread,
  selectUnreadNotifications,
  type Selector,
} from './store/selectors.ts'
export type { ConnectionState } from './transport/connectionState.ts'
export { RequestError } from './transport/http.ts'
export type { WebSocketClass } from './transport/socket.ts'
export { TokenDeniedError, type GetToken } from './transport/token.ts'
