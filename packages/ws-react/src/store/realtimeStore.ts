import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConnectionState } from '../transport/connectionState.ts'
import { emptyChat, type ChatState } from './chat.ts'
import { emptyNotifications, type NotificationsState } from './notifications.ts'
import type { PresenceState } from './presence.ts'

/** The last error the server told of; `at` is epoch milliseconds. */
export interface ServerError {
  readonly code: string
  readonly message: string
  readonly details?: string
  readonly at: number
}

/** Everything the client knows: the one truth that all hooks read. */
export interface RealtimeState {
  readonly chats: Readonly<Record<string, ChatState>>
  /** By room name, and {@link NOTIFICATIONS}. */
  readonly connections: Readonly<Record<string, ConnectionState>>
  readonly errors: Readonly<Record<string, ServerError>>
  readonly presence: PresenceState
  readonly notifications: NotificationsState
}

export type RealtimeStore = StoreApi<RealtimeState>

/** Key of the notification socket among the connections; no room can be called so. */
export const NOTIFICATIONS = 'notifications'

export const emptyState: RealtimeState = {
  chats: {},
  connections: {},
  errors: {},
  presence: {},
  notifications: emptyNotifications,
}

export function createRealtimeStore(): RealtimeStore {
  return createStore<RealtimeState>(() => emptyState)
}

/** Changes one room's state. */
export function updateChat(store: RealtimeStore, roomName: string, change: (chat: ChatState) => ChatState): void {
  store.setState((state) => {
    const chat = state.chats[roomName]
    const next = change(chat ?? emptyChat(roomName))
    return next === chat ? state : { chats: { ...state.chats, [roomName]: next } }
  })
}

export function setConnection(store: RealtimeStore, key: string, connection: ConnectionState): void {
  store.setState((state) =>
    state.connections[key] === connection ? state : { connections: { ...state.connections, [key]: connection } },
  )
}

export function setError(store: RealtimeStore, key: string, error: ServerError): void {
  store.setState((state) => ({ errors: { ...state.errors, [key]: error } }))
}
