import type {
  ChatEntry,
  CreatedNotification,
  Frame,
  Notification,
  NotificationType,
  Presence,
  PresenceStatus,
  Priority,
  RoomSummary,
  UnreadCount,
  User,
} from '@mediconnect/protocol'
import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { assertType, expectTypeOf, test } from 'vitest'
import {
  createRealtimeClient,
  RealtimeProvider,
  RequestError,
  TokenDeniedError,
  useAttachmentUrl,
  useChat,
  useConnectionStatus,
  useNotifications,
  usePresence,
  useRealtimeClient,
  useRooms,
  useSignOut,
  useUnsentCount,
  useWebSocket,
  type AttachmentUrl,
  type AuditedAction,
  type AuditEvent,
  type Chat,
  type ChatHistory,
  type ConnectionState,
  type GetToken,
  type IdleWarningProps,
  type NotificationCounts,
  type NotificationFilter,
  type NotificationQuery,
  type Notifications,
  type PresenceApi,
  type RealtimeClient,
  type RealtimeClientOptions,
  type RealtimeProviderProps,
  type RealtimeState,
  type Rooms,
  type SendFileOptions,
  type ServerError,
  type UseWebSocketOptions,
  type WebSocketClass,
  type WebSocketHook,
} from '../src/index.ts'

/*
 * Checked by `npm run types`, never run. A field that is lost or changes its type does not compile; what is added, may.
 */

test('the provider', () => {
  expectTypeOf(RealtimeProvider).parameters.toEqualTypeOf<[RealtimeProviderProps]>()
  expectTypeOf(RealtimeProvider).returns.toEqualTypeOf<ReactNode>()
  expectTypeOf<Pick<RealtimeProviderProps, 'currentUser' | 'getToken'>>().toEqualTypeOf<{
    currentUser: User
    getToken: GetToken
  }>()
  // All but who it is and how they prove it may be left out.
  assertType<RealtimeProviderProps>({
    currentUser: { id: 1, username: '', first_name: '', last_name: '' },
    getToken: String,
  })
  expectTypeOf<RealtimeProviderProps>().toExtend<{
    url?: string
    tokenPlacement?: 'subprotocol' | 'query'
    queryClient?: QueryClient
    awayAfter?: number
    onSignedOut?: () => void
    idleTimeout?: number
    idleWarning?: number
    onIdleLogoff?: () => void
    renderLocked?: (locked: { unlock: () => void }) => ReactNode
    renderIdleWarning?: (warning: IdleWarningProps) => ReactNode
    onAudit?: (event: AuditEvent) => void
    WebSocket?: WebSocketClass
    fetch?: typeof fetch
    children?: ReactNode
  }>()
  expectTypeOf<IdleWarningProps>().toEqualTypeOf<{ readonly logoffAt: number; readonly stay: () => void }>()
  expectTypeOf<() => Promise<string>>().toExtend<GetToken>()
  expectTypeOf<() => string>().toExtend<GetToken>()
  expectTypeOf<() => number>().not.toExtend<GetToken>()
  expectTypeOf<typeof globalThis.WebSocket>().toExtend<WebSocketClass>()
  expectTypeOf(TokenDeniedError).instance.toExtend<Error>()
})

test('useChat', () => {
  expectTypeOf(useChat).parameters.toEqualTypeOf<[string]>()
  expectTypeOf(useChat).returns.toEqualTypeOf<Chat>()
  expectTypeOf<Chat>().toExtend<{
    readonly messages: readonly ChatEntry[]
    readonly history: ChatHistory
    readonly typingUsers: readonly User[]
    readonly activeUsers: readonly number[]
    readonly unreadCount: number
    readonly firstUnreadId: number | undefined
    readonly pendingCount: number
    readonly connection: ConnectionState
    readonly lastError: ServerError | undefined
    readonly draft: string
    setDraft(text: string): void
    sendMessage(text: string): void
    sendFile(file: File, options?: SendFileOptions): void
    retry(key: string): void
    discard(key: string): void
    markRead(messageId: number): void
    startTyping(): void
    stopTyping(): void
    reconnect(): void
  }>()
  expectTypeOf<ChatHistory['status']>().toEqualTypeOf<'loading' | 'ready' | 'error'>()
  expectTypeOf<ChatHistory>().toExtend<{
    readonly error?: Error
    readonly hasOlder: boolean
    readonly isLoadingOlder: boolean
    loadOlder(): void
    reload(): void
  }>()
  expectTypeOf<ServerError>().toExtend<{ code: string; message: string; details?: string; at: number }>()
})

test('a connection says when it tries again, and why it does not', () => {
  expectTypeOf<ConnectionState['status']>().toEqualTypeOf<
    'idle' | 'connecting' | 'catching_up' | 'connected' | 'waiting' | 'stopped'
  >()
  expectTypeOf<Extract<ConnectionState, { status: 'waiting' }>>().toExtend<{ attempt: number; retryAt: number }>()
  expectTypeOf<Extract<ConnectionState, { status: 'stopped' }>>().toExtend<{ code?: string; message: string }>()
  expectTypeOf<Extract<ConnectionState, { status: 'connected' }>>().not.toExtend<{ retryAt: number }>()
  expectTypeOf(useConnectionStatus).toEqualTypeOf<(roomName?: string) => ConnectionState>()
})

test('useNotifications', () => {
  expectTypeOf(useNotifications).parameters.toEqualTypeOf<[filter?: NotificationQuery]>()
  expectTypeOf(useNotifications).returns.toEqualTypeOf<Notifications>()
  expectTypeOf<NotificationQuery>().toEqualTypeOf<{
    readonly type?: NotificationType
    readonly priority?: Priority
    readonly unread?: boolean
  }>()
  expectTypeOf<Notifications>().toExtend<{
    readonly notifications: readonly Notification[]
    readonly critical: readonly Notification[]
    readonly unread: UnreadCount
    readonly counts: NotificationCounts
    readonly status: 'loading' | 'ready' | 'error'
    readonly error?: Error
    readonly hasMore: boolean
    readonly isLoadingMore: boolean
    readonly connection: ConnectionState
    loadMore(): void
    reload(): void
    reconnect(): void
    markRead(id: string): void
    markAllRead(type?: NotificationType): void
    deleteAll(type?: NotificationType): void
    subscribe(filter: NotificationFilter): void
    onNotification(listener: (notification: Notification) => void): () => void
  }>()
  expectTypeOf<NotificationCounts>().toEqualTypeOf<{
    readonly listed: number
    readonly unread: number
    readonly byType: Readonly<Partial<Record<NotificationType, number>>>
    readonly byPriority: Readonly<Partial<Record<Priority, number>>>
  }>()
  expectTypeOf<NotificationFilter>().toEqualTypeOf<{
    notification_types?: NotificationType[]
    priorities?: Priority[]
  }>()
})

test('usePresence, useRooms, useAttachmentUrl', () => {
  expectTypeOf(usePresence).toEqualTypeOf<(userIds?: readonly number[]) => PresenceApi>()
  expectTypeOf<PresenceApi>().toEqualTypeOf<{
    readonly presence: Readonly<Record<number, Presence>>
    readonly status: PresenceStatus
    setStatus(status: PresenceStatus): void
  }>()
  // Of somebody who is not in it nothing is known.
  expectTypeOf<PresenceApi['presence'][number]>().toEqualTypeOf<Presence>()
  expectTypeOf(useRooms).toEqualTypeOf<() => Rooms>()
  expectTypeOf<Rooms>().toExtend<{
    readonly rooms: readonly RoomSummary[]
    readonly status: 'loading' | 'ready' | 'error'
    readonly error?: Error
    reload(): void
  }>()
  expectTypeOf(useAttachmentUrl).toEqualTypeOf<(fileUrl: string | null | undefined) => AttachmentUrl>()
  expectTypeOf<AttachmentUrl>().toEqualTypeOf<{ readonly url?: string; readonly error?: Error }>()
})

test('signing out and audit', () => {
  expectTypeOf(useSignOut).toEqualTypeOf<() => () => Promise<void>>()
  expectTypeOf(useUnsentCount).toEqualTypeOf<() => number>()
  expectTypeOf<AuditEvent['type']>().toEqualTypeOf<
    | 'messages_viewed'
    | 'messages_read'
    | 'message_sent'
    | 'message_failed'
    | 'attachment_opened'
    | 'notifications_viewed'
    | 'notifications_read'
    | 'signed_out'
    | 'logged_off'
  >()
  expectTypeOf<AuditEvent>().toExtend<AuditedAction & { readonly userId: number; readonly at: string }>()
  expectTypeOf<Extract<AuditEvent, { type: 'messages_viewed' }>>().toExtend<{
    readonly roomName: string
    readonly messageIds: readonly number[]
  }>()
  expectTypeOf<Extract<AuditEvent, { type: 'attachment_opened' }>>().not.toExtend<{ readonly fileName: unknown }>()
})

test('useWebSocket', () => {
  expectTypeOf(useWebSocket).toEqualTypeOf<
    (url: string, token: string, options?: UseWebSocketOptions) => WebSocketHook
  >()
  expectTypeOf<WebSocketHook>().toEqualTypeOf<{
    sendMessage: (message: Frame) => void
    lastMessage: unknown
    connectionStatus: 'connecting' | 'connected' | 'disconnected'
    reconnect: () => void
  }>()
  expectTypeOf<UseWebSocketOptions>().toExtend<{
    onMessage?: (message: unknown) => void
    tokenPlacement?: 'subprotocol' | 'query'
    WebSocket?: WebSocketClass
  }>()
})

test('the client', () => {
  expectTypeOf(useRealtimeClient).toEqualTypeOf<() => RealtimeClient>()
  expectTypeOf(createRealtimeClient).toEqualTypeOf<(options: RealtimeClientOptions) => RealtimeClient>()
  expectTypeOf<RealtimeClientOptions>().toExtend<{ user: User; getToken: GetToken; url?: string }>()
  expectTypeOf<RealtimeClient['store']['getState']>().returns.toEqualTypeOf<RealtimeState>()
  expectTypeOf<RealtimeClient['user']>().toEqualTypeOf<User>()
  expectTypeOf<RealtimeClient['ended']>().toEqualTypeOf<AbortSignal>()
  expectTypeOf<RealtimeClient['signOut']>().toEqualTypeOf<() => Promise<void>>()
  expectTypeOf<RealtimeClient['createNotification']>().returns.toEqualTypeOf<Promise<CreatedNotification>>()
  expectTypeOf(RequestError).instance.toExtend<Error & { readonly status: number }>()
})
