import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ConnectionState } from '../transport/connectionState.ts'
import type { Action, ServerError } from './action.ts'
import type { ChatState } from './chat.ts'
import { emptyNotifications, type NotificationsState } from './notifications.ts'
import type { PresenceState } from './presence.ts'

/** Everything the client knows: the one truth that all hooks read. */
export interface RealtimeState {
  /** The signed-in user. */
  readonly userId: number
  readonly chats: Readonly<Record<string, ChatState>>
  /** By room name, and {@link NOTIFICATIONS}. */
  readonly connections: Readonly<Record<string, ConnectionState>>
  readonly errors: Readonly<Record<string, ServerError>>
  readonly presence: PresenceState
  readonly notifications: NotificationsState
}

/** The state after an action. Pure. */
export type Reducer = (state: RealtimeState, action: Action) => RealtimeState

/** Hears of every action, also of one that changes nothing, with the state after it. */
export type ActionListener = (action: Action, state: RealtimeState) => void

/** The client's state. It changes by actions alone. */
export interface RealtimeStore extends Pick<StoreApi<RealtimeState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** After `client/cleared` nothing is known again. */
  dispatch(action: Action): void
  /** Returns how to stop. */
  onAction(listener: ActionListener): () => void
  /** For a part of the state that not every screen has; each reducer once. Returns how to take it out again. */
  addReducer(reducer: Reducer): () => void
}

/** Watches a store from the start; returns how to stop. `@mediconnect/ws-react/devtools` makes one. */
export type Devtools = (store: RealtimeStore) => () => void

/** Key of the notification socket among the connections; no room can be called so. */
export const NOTIFICATIONS = 'notifications'

export function emptyState(userId: number): RealtimeState {
  return { userId, chats: {}, connections: {}, errors: {}, presence: {}, notifications: emptyNotifications }
}

export function createRealtimeStore(userId: number, reduce: Reducer): RealtimeStore {
  const { getState, getInitialState, subscribe, setState } = createStore(() => emptyState(userId))
  const reducers = new Set([reduce])
  const listeners = new Set<ActionListener>()
  let isOver = false
  return {
    getState,
    getInitialState,
    subscribe,
    dispatch: (action) => {
      if (isOver) return
      isOver = action.type === 'client/cleared'
      let next = getState()
      for (const reducer of reducers) next = reducer(next, action)
      setState(next, true)
      for (const listener of listeners) listener(action, next)
    },
    onAction: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    addReducer: (reducer) => {
      reducers.add(reducer)
      return () => reducers.delete(reducer)
    },
  }
}
