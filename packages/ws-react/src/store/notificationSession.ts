import type { Notification } from '@mediconnect/protocol'
import { askSoon } from '../transport/token.ts'
import type { Action } from './action.ts'
import { createLate } from './late.ts'
import type * as chunk from './liveNotifications.ts'
import { createNotificationPages, type NotificationQuery } from './notificationPages.ts'
import { NOTIFICATIONS, type RealtimeState } from './realtimeStore.ts'
import { reduceInbox } from './reduceInbox.ts'
import type { SessionContext } from './sessionContext.ts'

/** What a screen can do with notifications. */
export interface NotificationActions extends Omit<chunk.LiveNotifications, 'open' | 'close' | 'dispose' | 'tellRead'> {
  markRead(id: string): void
  /** Live notifications, each once. Returns how to stop. */
  onNotification(listener: (notification: Notification) => void): () => void
}

/** The user's notifications: their pages at once, the connection as soon as it is loaded. What is asked of that before waits. */
export interface NotificationSession extends NotificationActions, Pick<chunk.LiveNotifications, 'close' | 'dispose'> {
  /** For a screen, without what opens and closes it. */
  readonly actions: NotificationActions
  open(): void
  /** Loads the page before `before` (a `created_at`), or the newest. Gives the next page's `before`. */
  load(before: string | undefined, signal?: AbortSignal, query?: NotificationQuery): Promise<string | undefined>
}

export function createNotificationSession(
  context: SessionContext,
  loadLive = (): Promise<typeof chunk> => import('./liveNotifications.ts'),
): NotificationSession {
  const { store, tokens } = context
  const { dispatch } = store
  const listeners = new Set<(notification: Notification) => void>()
  const pages = createNotificationPages(context)
  let isOpen = false

  const removeReducer = store.addReducer(reduce)
  const live = createLate(loadLive, ({ createLiveNotifications }) => {
    removeReducer()
    return createLiveNotifications(context, pages, listeners)
  })

  function show(status: 'idle' | 'connecting'): void {
    const connection = status === 'idle' ? { status } : { status, attempt: 0 }
    dispatch({ type: 'connection/changed', key: NOTIFICATIONS, connection })
  }

  const actions: NotificationActions = {
    reconnect: () => live.there?.reconnect(),
    markRead: (id) => {
      dispatch({ type: 'notifications/read', id, at: new Date().toISOString() })
      live.use(({ tellRead }) => tellRead(id))
    },
    markAllRead: (type) => live.use(({ markAllRead }) => markAllRead(type)),
    deleteAll: (type) => live.use(({ deleteAll }) => deleteAll(type)),
    // Closing undoes it, also before there is anything to close.
    beginDelete: (type) => live.use(({ beginDelete }) => isOpen && beginDelete(type)),
    undoDelete: () => live.use(({ undoDelete }) => undoDelete()),
    subscribe: (filter) => live.use(({ subscribe }) => subscribe(filter)),
    onNotification: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  return {
    ...actions,
    actions,
    open: () => {
      if (live.there) live.there.open()
      else if (!isOpen) {
        show('connecting')
        const token = askSoon(tokens)
        live.use(({ open }) => isOpen && open(token))
      }
      isOpen = true
    },
    close: () => {
      if (live.there) live.there.close()
      else if (isOpen) show('idle')
      isOpen = false
    },
    dispose: () => live.there?.dispose(),
    load: async (before, signal, query) => {
      const { results, hasMore } = await pages.load(before, signal, query)
      dispatch({ type: 'notifications/loaded', items: results })
      return hasMore ? results.at(-1)?.created_at : undefined
    },
  }
}

function reduce(state: RealtimeState, action: Action): RealtimeState {
  const notifications = reduceInbox(state.notifications, action)
  return notifications === state.notifications ? state : { ...state, notifications }
}
