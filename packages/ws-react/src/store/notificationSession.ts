import {
  NotificationPageSchema,
  notificationServerFrames,
  PAGE_SIZE,
  parseFrame,
  type Notification,
  type NotificationClientFrameInput,
  type NotificationServerFrame,
  type NotificationType,
  type Priority,
} from '@mediconnect/protocol'
import type { ConnectionState } from '../transport/connectionState.ts'
import { createTransport } from '../transport/transport.ts'
import { createFrameBuffer } from './frameBuffer.ts'
import {
  applyNotificationFrame,
  deleteAll,
  markAllRead,
  markRead,
  mergeNotifications,
  type NotificationsState,
} from './notifications.ts'
import { NOTIFICATIONS, setConnection, setError } from './realtimeStore.ts'
import { connectionOf, type SessionContext } from './sessionContext.ts'

export interface NotificationFilter {
  notification_types?: NotificationType[]
  priorities?: Priority[]
}

/** The user's notification connection. */
export interface NotificationSession {
  open(): void
  close(): void
  reconnect(): void
  markRead(id: string): void
  markAllRead(type?: NotificationType): void
  deleteAll(type?: NotificationType): void
  subscribe(filter: NotificationFilter): void
  /** Live notifications, each once. Returns how to stop. */
  onNotification(listener: (notification: Notification) => void): () => void
  /** Loads the page before `before` (a `created_at`), or the newest. Gives the next page's `before`. */
  load(before: string | undefined, signal?: AbortSignal): Promise<string | undefined>
}

export function createNotificationSession(context: SessionContext): NotificationSession {
  const { store, http } = context
  const listeners = new Set<(notification: Notification) => void>()
  /** What the user did while there was no connection. */
  let owed: NotificationClientFrameInput[] = []
  let filter: NotificationFilter | undefined
  let transportState: ConnectionState = { status: 'idle' }
  let greeted = false
  let newest: string | undefined

  const buffer = createFrameBuffer<NotificationServerFrame>(receive)
  const transport = createTransport({
    url: () => {
      const since = newest === undefined ? '' : `?since=${encodeURIComponent(newest)}`
      return `${context.socketUrl}/ws/notifications/${since}`
    },
    tokens: context.tokens,
    tokenPlacement: context.tokenPlacement,
    WebSocket: context.WebSocket,
    onState: (next) => {
      transportState = next
      greeted = false
      setConnection(store, NOTIFICATIONS, connectionOf(next, greeted))
      if (next.status !== 'connected') return
      if (filter) send({ type: 'subscribe', data: filter })
      owed = owed.filter((frame) => !send(frame))
    },
    onText: (text) => {
      const parsed = parseFrame(notificationServerFrames, text)
      if (parsed.ok) buffer.push(parsed.frame)
    },
  })

  function send(frame: NotificationClientFrameInput): boolean {
    return transport.send({ type: frame.type, data: frame.data ?? {} })
  }

  function receive(frames: readonly NotificationServerFrame[]): void {
    const known = new Set(store.getState().notifications.items.map(({ id }) => id))
    store.setState((state) => ({ notifications: frames.reduce(applyNotificationFrame, state.notifications) }))
    if (!greeted) {
      greeted = true
      setConnection(store, NOTIFICATIONS, connectionOf(transportState, greeted))
    }
    for (const frame of frames) {
      if (frame.type === 'error') {
        const { code, message, details } = frame.data
        setError(store, NOTIFICATIONS, { code, message, details: details ?? undefined, at: Date.now() })
        if (code === 'WS_001') transport.renewToken()
      }
      if (frame.type !== 'new_notification') continue
      remember(frame.data)
      if (known.has(frame.data.id)) continue
      known.add(frame.data.id)
      for (const listener of listeners) listener(frame.data)
    }
  }

  function remember({ created_at }: Notification): void {
    if (newest === undefined || created_at > newest) newest = created_at
  }

  /** Shown at once, told to the server now or when it is there again. */
  function act(frame: NotificationClientFrameInput, change: (state: NotificationsState) => NotificationsState): void {
    store.setState((state) => ({ notifications: change(state.notifications) }))
    if (!send(frame)) owed.push(frame)
  }

  return {
    open: () => transport.connect(),
    close: () => {
      buffer.clear()
      transport.close()
    },
    reconnect: () => transport.reconnect(),
    markRead: (id) =>
      act({ type: 'mark_read', data: { notification_id: id } }, (state) =>
        markRead(state, id, new Date().toISOString()),
      ),
    markAllRead: (type) =>
      act({ type: 'mark_all_read', data: { notification_type: type } }, (state) =>
        markAllRead(state, new Date().toISOString(), type),
      ),
    deleteAll: (type) =>
      act({ type: 'delete_all', data: { notification_type: type } }, (state) => deleteAll(state, type)),
    subscribe: (next) => {
      filter = next
      send({ type: 'subscribe', data: next })
    },
    onNotification: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load: async (before, signal) => {
      const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`
      const page = await http.json(NotificationPageSchema, `/api/notifications/${query}`, { signal })
      store.setState((state) => ({ notifications: mergeNotifications(state.notifications, page.results) }))
      page.results.forEach(remember)
      const last = page.results.at(-1)
      return (page.has_more ?? page.results.length >= PAGE_SIZE) ? last?.created_at : undefined
    },
  }
}
