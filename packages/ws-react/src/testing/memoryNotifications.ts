import {
  type Notification,
  type NotificationClientFrame,
  type NotificationServerFrameInput,
  type NotificationType,
  type Priority,
  Refusal,
} from '@mediconnect/protocol'
import { tell, type InboxSeat, type MemoryHub } from './memoryHub.ts'
import type { MemorySession } from './memorySession.ts'
import { timestampKey } from './timestampKey.ts'

interface Filter {
  readonly notification_types?: readonly NotificationType[]
  readonly priorities?: readonly Priority[]
}

/** What can be asked for over HTTP. */
export interface NotificationQuery {
  readonly unread?: boolean
  readonly type?: string
  readonly priority?: string
  readonly before?: string
}

/** Notifications held in memory, and what their sockets do. */
export interface MemoryNotifications {
  /** Newest first. */
  list(userId: number, query?: NotificationQuery): Notification[]
  add(userIds: readonly number[], given: Partial<Notification>): Notification
  join(session: MemorySession, since: string | undefined): void
  handle(session: MemorySession, frame: NotificationClientFrame): void
  leave(session: MemorySession): void
}

export function createMemoryNotifications(hub: MemoryHub, now: () => number): MemoryNotifications {
  /** Oldest first. */
  const byUser = new Map<number, Notification[]>()
  const filters = new Map<MemorySession, Filter>()
  let lastAt = 0
  let inSameMillisecond = 0

  const of = (userId: number): Notification[] => byUser.get(userId) ?? []
  const timestamp = (): string => new Date(now()).toISOString()

  /** A time that no other notification has: it is where a client goes on. */
  function createdNow(): string {
    const at = Math.max(now(), lastAt)
    inSameMillisecond = at === lastAt ? inSameMillisecond + 1 : 0
    lastAt = at
    return `${new Date(at).toISOString().slice(0, -1)}${String(inSameMillisecond).padStart(3, '0')}Z`
  }

  function unreadCount(userId: number): NotificationServerFrameInput {
    const unread = of(userId).filter(({ read_at }) => !read_at)
    const by_type: Record<string, number> = {}
    for (const { notification_type: type } of unread) by_type[type] = (by_type[type] ?? 0) + 1
    return { type: 'unread_count_update', data: { total_unread: unread.length, by_type, timestamp: timestamp() } }
  }

  function wants(session: MemorySession, { notification_type, priority }: Notification): boolean {
    const { notification_types, priorities } = filters.get(session) ?? {}
    if (priority === 'critical') return true
    return (notification_types?.includes(notification_type) ?? true) && (priorities?.includes(priority) ?? true)
  }

  function list(userId: number, { unread, type, priority, before }: NotificationQuery = {}): Notification[] {
    return of(userId)
      .filter((each) => unread === undefined || unread === !each.read_at)
      .filter((each) => type === undefined || each.notification_type === type)
      .filter((each) => priority === undefined || each.priority === priority)
      .filter((each) => before === undefined || timestampKey(each.created_at) < timestampKey(before))
      .reverse()
  }

  function add(userIds: readonly number[], given: Partial<Notification>): Notification {
    const data: Notification = {
      id: crypto.randomUUID(),
      notification_type: 'system',
      title: 'Notification',
      message: 'Something happened',
      priority: 'medium',
      created_at: createdNow(),
      metadata: {},
      read_at: null,
      ...given,
    }
    for (const userId of userIds) {
      const all = [...of(userId), data]
      byUser.set(
        userId,
        all.sort((a, b) => timestampKey(a.created_at).localeCompare(timestampKey(b.created_at))),
      )
      for (const { session } of inboxesOf(userId)) {
        if (wants(session, data)) tell(session, { type: 'new_notification', data })
      }
      hub.tellUser(userId, unreadCount(userId))
    }
    return data
  }

  function inboxesOf(userId: number): InboxSeat[] {
    return [...hub.inboxes].filter(({ session }) => session.userId === userId)
  }

  function join(session: MemorySession, since: string | undefined): void {
    const { userId } = session
    hub.inboxes.add({ session })
    tell(session, unreadCount(userId))
    if (since === undefined) return
    const missed = of(userId).filter(({ created_at }) => timestampKey(created_at) > timestampKey(since))
    for (const data of missed) tell(session, { type: 'new_notification', data })
    // Whoever counts each of the missed ones ends with the right number.
    if (missed.length > 0) tell(session, unreadCount(userId))
  }

  function markRead(session: MemorySession, notification_id: string): void {
    const { userId } = session
    const found = of(userId).find(({ id }) => id === notification_id)
    if (!found) throw new Refusal('WS_004', `data.notification_id: you have no notification ${notification_id}.`)
    const read_at = found.read_at ?? timestamp()
    const frame = { type: 'notification_read', data: { notification_id, read_at } } as const
    if (found.read_at) return tell(session, frame)
    byUser.set(
      userId,
      of(userId).map((each) => (each === found ? { ...each, read_at } : each)),
    )
    hub.tellUser(userId, frame)
    hub.tellUser(userId, unreadCount(userId))
  }

  function bulk(
    userId: number,
    action: 'mark_all_read' | 'delete_all',
    type: NotificationType | null | undefined,
  ): void {
    const isMeant = (each: Notification): boolean =>
      (type == null || each.notification_type === type) && (action === 'delete_all' || !each.read_at)
    const read_at = timestamp()
    const affected_count = of(userId).filter(isMeant).length
    byUser.set(
      userId,
      of(userId).flatMap((each) => (!isMeant(each) ? [each] : action === 'delete_all' ? [] : [{ ...each, read_at }])),
    )
    const data = { action, affected_count, notification_type: type, timestamp: timestamp() }
    hub.tellUser(userId, { type: 'bulk_update', data })
    hub.tellUser(userId, unreadCount(userId))
  }

  return {
    list,
    add,
    join,
    handle: (session, frame) => {
      switch (frame.type) {
        case 'mark_read':
          return markRead(session, frame.data.notification_id)
        case 'mark_all_read':
        case 'delete_all':
          return bulk(session.userId, frame.type, frame.data.notification_type)
        case 'subscribe':
          filters.set(session, frame.data)
          return
        case 'heartbeat':
        case 'authenticate':
          return
        default:
          frame satisfies never
      }
    },
    leave: (session) => {
      for (const seat of hub.inboxes) if (seat.session === session) hub.inboxes.delete(seat)
      filters.delete(session)
    },
  }
}
