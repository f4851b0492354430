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
import { createTransport } from '../transport/transport.ts'
import { createFrameBuffer } from './frameBuffer.ts'
import {
  applyNotificationFrame,
  deleteAll,
  markAllRead,
  markRead,
  mergeNotifications,
  reconcileNewest,
  type NotificationsState,
} from './notifications.ts'
import { NOTIFICATIONS, setConnection, setError } from './realtimeStore.ts'
import type { SessionContext } from './sessionContext.ts'

/** What a socket is told of; `critical` ones always pass. A list left out does not filter. */
export interface NotificationFilter {
  notification_types?: NotificationType[]
  priorities?: Priority[]
}

/** Which notifications are meant; what is left out does not filter. */
export interface NotificationQuery {
  readonly type?: NotificationType
  readonly priority?: Priority
  /** Only those that are unread. @default false */
  readonly unread?: boolean
}

/** The user's notification connection. */
export interface NotificationSession {
  open(): void
  close(): void
  reconnect(): void
  markRead(id: string): void
  markAllRead(type?: NotificationType): void
  /** Only while connected: what has not been seen must not be deleted later. */
  deleteAll(type?: NotificationType): void
  subscribe(filter: NotificationFilter): void
  /** Live notifications, each once. Returns how to stop. */
  onNotification(listener: (notification: Notification) => void): () => void
  /** Loads the page before `before` (a `created_at`), or the newest. Gives the next page's `before`. */
  load(before: string | undefined, signal?: AbortSignal, query?: NotificationQuery): Promise<string | undefined>
}

export function createNotificationSession(context: SessionContext): NotificationSession {
  const { store, http } = context
  const listeners = new Set<(notification: Notification) => void>()
  /** Marked as read here, not yet confirmed: told again on the next connection. */
  const unconfirmed = new Set<string>()
  let filter: NotificationFilter | undefined
  let newest: string | undefined
  let wasConnected = false

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
      if (next.status !== 'connected') buffer.flush()
      setConnection(store, NOTIFICATIONS, next)
      if (next.status === 'connected') greet()
    },
    onText: (text) => {
      const parsed = parseFrame(notificationServerFrames, text)
      if (!parsed.ok) return
      buffer.push(parsed.frame)
      // Not later: by then the socket may be another one.
      if (parsed.frame.type === 'error' && parsed.frame.data.code === 'WS_001') transport.renewToken()
    },
  })

  function greet(): void {
    if (filter) send({ type: 'subscribe', data: filter })
    for (const notification_id of unconfirmed) send({ type: 'mark_read', data: { notification_id } })
    // What was read or deleted on another device meanwhile is not told again: the newest page says so.
    if (wasConnected) refresh()
    wasConnected = true
  }

  function refresh(): void {
    loadPage(undefined).then(
      ({ results, hasMore }) =>
        store.setState(({ notifications }) => ({ notifications: reconcileNewest(notifications, results, hasMore) })),
      () => undefined,
    )
  }

  function send(frame: NotificationClientFrameInput): boolean {
    return transport.send({ type: frame.type, data: frame.data ?? {} })
  }

  function receive(frames: readonly NotificationServerFrame[]): void {
    const known = new Set(store.getState().notifications.items.map(({ id }) => id))
    store.setState((state) => ({ notifications: frames.reduce(applyNotificationFrame, state.notifications) }))
    for (const frame of frames) {
      if (frame.type === 'error') {
        const { code, message, details } = frame.data
        setError(store, NOTIFICATIONS, { code, message, details: details ?? undefined, at: Date.now() })
      }
      if (frame.type === 'notification_read') unconfirmed.delete(frame.data.notification_id)
      if (frame.type !== 'new_notification') continue
      remember(frame.data)
      if (known.has(frame.data.id)) continue
      known.add(frame.data.id)
      for (const listener of listeners) announce(listener, frame.data)
    }
  }

  function remember({ created_at }: Notification): void {
    if (newest === undefined || created_at > newest) newest = created_at
  }

  function change(next: (state: NotificationsState) => NotificationsState): void {
    store.setState(({ notifications }) => ({ notifications: next(notifications) }))
  }

  function markOneRead(id: string): void {
    unconfirmed.add(id)
    change((state) => markRead(state, id, new Date().toISOString()))
    send({ type: 'mark_read', data: { notification_id: id } })
  }

  async function loadPage(before: string | undefined, signal?: AbortSignal, query: NotificationQuery = {}) {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries({ before, ...query })) if (value) params.set(name, String(value))
    const path = `/api/notifications/${params.size > 0 ? `?${params}` : ''}`
    const { results, has_more } = await http.json(NotificationPageSchema, path, { signal })
    results.forEach(remember)
    return { results, hasMore: has_more ?? results.length >= PAGE_SIZE }
  }

  return {
    open: () => transport.connect(),
    close: () => {
      buffer.flush()
      transport.close()
    },
    reconnect: () => transport.reconnect(),
    markRead: markOneRead,
    markAllRead: (type) => {
      if (send({ type: 'mark_all_read', data: { notification_type: type } })) {
        return change((state) => markAllRead(state, new Date().toISOString(), type))
      }
      // Later "all" would mean others too, which nobody has seen: only those on the screen are meant.
      for (const { id, read_at, notification_type } of store.getState().notifications.items) {
        if (!read_at && (type === undefined || type === notification_type)) markOneRead(id)
      }
    },
    deleteAll: (type) => {
      if (send({ type: 'delete_all', data: { notification_type: type } }))
        return change((state) => deleteAll(state, type))
      const message = 'Notifications can only be deleted while connected'
      const details = 'Nothing was deleted. Try again when the connection is back.'
      setError(store, NOTIFICATIONS, { code: 'WS_008', message, details, at: Date.now() })
    },
    subscribe: (next) => {
      filter = next
      send({ type: 'subscribe', data: next })
    },
    onNotification: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load: async (before, signal, query) => {
      const { results, hasMore } = await loadPage(before, signal, query)
      change((state) => mergeNotifications(state, results))
      return hasMore ? results.at(-1)?.created_at : undefined
    },
  }
}

/** One listener that fails must not keep the others from hearing. */
function announce(listener: (notification: Notification) => void, notification: Notification): void {
  try {
    listener(notification)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
