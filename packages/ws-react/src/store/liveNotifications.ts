import type {
  Notification,
  NotificationClientFrameInput,
  NotificationServerFrame,
  NotificationType,
  Priority,
} from '@mediconnect/protocol'
import { notificationFrames, readFrame } from '@mediconnect/protocol/client'
import { concerns } from './applyNotificationFrames.ts'
import type { KeptBecause } from './notifications.ts'
import type { NotificationPages } from './notificationPages.ts'
import { NOTIFICATIONS, type RealtimeStore } from './realtimeStore.ts'
import { reduceNotifications } from './reduceNotifications.ts'
import { createSession } from './session.ts'
import type { SessionContext } from './sessionContext.ts'

/** What a socket is told of; `critical` ones always pass. A list left out does not filter. */
export interface NotificationFilter {
  notification_types?: NotificationType[]
  priorities?: Priority[]
}

type BulkAction = 'mark_all_read' | 'delete_all'

/** The user's notification connection. */
export interface LiveNotifications {
  /** `token`: one that is asked for already. */
  open(token?: Promise<string>): void
  close(): void
  /** Ends it for good. */
  dispose(): void
  reconnect(): void
  /** The server and the user's other tabs are to learn that one was read. */
  tellRead(id: string): void
  markAllRead(type?: NotificationType): void
  /** Only while connected: what has not been seen must not be deleted later. */
  deleteAll(type?: NotificationType): void
  /** Makes it look deleted, here alone; `deleteAll` sends it, `undoDelete` undoes it. Undone too by what arrives. */
  beginDelete(type?: NotificationType): void
  undoDelete(): void
  subscribe(filter: NotificationFilter): void
}

/** A server that knows what was asked of it for all has answered by then. */
const BULK_ANSWER_MS = 5_000

export function createLiveNotifications(
  context: SessionContext,
  pages: NotificationPages,
  listeners: ReadonlySet<(notification: Notification) => void>,
): LiveNotifications {
  const { store, keep: tabs } = context
  const { dispatch } = store
  /** Marked as read here, not yet confirmed: told again on the next connection. */
  const unconfirmed = new Set<string>()
  /** What is asked for all and not answered yet. */
  const bulkTimers = new Map<BulkAction, ReturnType<typeof setTimeout>>()
  let filter: NotificationFilter | undefined
  let isConnected = false
  let isResuming = false
  let wasConnected = false

  store.addReducer(reduceNotifications)
  // What is read in one tab is read in all, also where the server does not tell the others.
  const unhear = tabs.hear((message) => {
    if (message.type !== 'notifications_read') return
    for (const id of message.ids) dispatch({ type: 'notifications/read', id, at: message.at })
  })
  const session = createSession<NotificationServerFrame>({
    context,
    key: NOTIFICATIONS,
    path: () => {
      const since = pages.newest
      isResuming = since !== undefined
      return `/ws/notifications/${since === undefined ? '' : `?since=${encodeURIComponent(since)}`}`
    },
    read: (text) => readFrame(notificationFrames, text),
    onState: (connection) => {
      isConnected = connection.status === 'connected'
      dispatch({ type: 'connection/changed', key: NOTIFICATIONS, connection })
      if (isConnected) greet()
    },
    onFrames: receive,
  })

  function send(frame: NotificationClientFrameInput): boolean {
    return session.send(frame)
  }

  function greet(): void {
    if (filter) send({ type: 'subscribe', data: filter })
    for (const notification_id of unconfirmed) send({ type: 'mark_read', data: { notification_id } })
    // What was read or deleted on another device meanwhile is not told again: the newest page says so. It also has what
    // came between a page asked for while dialling and this connection.
    if (wasConnected || (!isResuming && pages.hasAsked)) refresh()
    wasConnected = true
  }

  function refresh(): void {
    const before = idsOf(store)
    pages.load(undefined).then(
      ({ results, hasMore }) => {
        // What came since it was asked for is not on the page, and yet not deleted.
        const { notifications } = store.getState()
        const since = (notifications.behind ?? notifications).items.filter(({ id }) => !before.has(id))
        dispatch({ type: 'notifications/refreshed', items: [...since, ...results], hasMore })
      },
      () => undefined,
    )
  }

  function receive(frames: readonly NotificationServerFrame[]): void {
    const known = idsOf(store)
    dispatch({ type: 'notifications/received', frames, at: new Date().toISOString() })
    for (const frame of frames) {
      if (frame.type === 'notification_read') unconfirmed.delete(frame.data.notification_id)
      if (frame.type === 'bulk_update') clearTimeout(bulkTimers.get(frame.data.action))
      if (frame.type !== 'new_notification') continue
      pages.remember(frame.data)
      if (known.has(frame.data.id)) continue
      known.add(frame.data.id)
      keepWhatArrives(frame.data)
      for (const listener of listeners) announce(listener, frame.data)
    }
  }

  /** "All" would mean it too, and nobody has seen it. */
  function keepWhatArrives(notification: Notification): void {
    const { deleting } = store.getState().notifications
    if (deleting?.status === 'waiting' && concerns(notification, deleting.type)) keep('arrival')
  }

  function keep(because?: KeptBecause): void {
    if (store.getState().notifications.deleting) dispatch({ type: 'notifications/kept', because })
  }

  function tellRead(id: string): void {
    unconfirmed.add(id)
    tabs.tell({ type: 'notifications_read', ids: [id], at: new Date().toISOString() })
    send({ type: 'mark_read', data: { notification_id: id } })
  }

  /** Those on the screen, each: without a server that knows "all", later it would mean others, which nobody has seen. */
  function markEachRead(type: NotificationType | undefined): void {
    for (const { id, read_at, notification_type } of store.getState().notifications.items) {
      if (read_at || (type !== undefined && type !== notification_type)) continue
      dispatch({ type: 'notifications/read', id, at: new Date().toISOString() })
      tellRead(id)
    }
  }

  /** Nothing is shown as done before the server says so: one that knows only the spec may not know what is asked. */
  function askForAll(action: BulkAction, type: NotificationType | undefined, otherwise: () => void): void {
    if (!send({ type: action, data: { notification_type: type } })) return otherwise()
    clearTimeout(bulkTimers.get(action))
    bulkTimers.set(action, setTimeout(otherwise, BULK_ANSWER_MS))
  }

  function notDeleted(): void {
    const message = isConnected
      ? 'This server does not delete notifications'
      : 'Notifications can only be deleted while connected'
    const details = isConnected ? 'Nothing was deleted.' : 'Nothing was deleted. Try again when the connection is back.'
    const error = { code: isConnected ? 'WS_003' : 'WS_008', message, details, at: Date.now() }
    dispatch({ type: 'connection/error', key: NOTIFICATIONS, error })
    keep(isConnected ? 'refused' : 'offline')
  }

  return {
    open: session.connect,
    close: () => {
      for (const timer of bulkTimers.values()) clearTimeout(timer)
      // Whether it was deleted nobody will tell; the next page does.
      keep('offline')
      session.close()
    },
    dispose: unhear,
    reconnect: session.reconnect,
    tellRead,
    markAllRead: (type) => askForAll('mark_all_read', type, () => markEachRead(type)),
    deleteAll: (type) => {
      if (store.getState().notifications.deleting) {
        dispatch({ type: 'notifications/deleting', deletion: { type, status: 'sent' } })
      }
      askForAll('delete_all', type, notDeleted)
    },
    beginDelete: (type) => dispatch({ type: 'notifications/deleting', deletion: { type, status: 'waiting' } }),
    undoDelete: () => {
      if (store.getState().notifications.deleting?.status === 'waiting') keep()
    },
    subscribe: (next) => {
      filter = next
      send({ type: 'subscribe', data: next })
    },
  }
}

function idsOf(store: RealtimeStore): Set<string> {
  const { notifications } = store.getState()
  return new Set((notifications.behind ?? notifications).items.map(({ id }) => id))
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
