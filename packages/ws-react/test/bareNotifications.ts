interface BareNotification {
  readonly id: string
  readonly notification_type: string
  readonly title: string
  readonly message: string
  readonly priority: string
  readonly created_at: string
  readonly metadata: object
}

/** Sends a frame to one socket. */
export type Tell = (type: string, data: object) => void

export interface BareNotifications {
  join(userId: number, tell: Tell): { receive(type: string, data: Record<string, unknown>): boolean; leave(): void }
  notify(userId: number, title: string, priority?: string): void
}

/** The notifications socket as websockets-module.md has it: nothing on connecting, no list to fetch, no bulk frames. */
export function createBareNotifications(): BareNotifications {
  const unread = new Map<number, BareNotification[]>()
  const seats = new Set<{ userId: number; tell: Tell }>()
  const now = (): string => new Date().toISOString()
  const tellUser = (userId: number, type: string, data: object): void => {
    for (const seat of seats) if (seat.userId === userId) seat.tell(type, data)
  }

  function countOf(userId: number): object {
    const by_type: Record<string, number> = {}
    const all = unread.get(userId) ?? []
    for (const { notification_type: type } of all) by_type[type] = (by_type[type] ?? 0) + 1
    return { total_unread: all.length, by_type, timestamp: now() }
  }

  return {
    join: (userId, tell) => {
      const seat = { userId, tell }
      seats.add(seat)
      return {
        receive: (type, { notification_id }) => {
          if (type === 'mark_read') {
            unread.set(
              userId,
              (unread.get(userId) ?? []).filter(({ id }) => id !== notification_id),
            )
            tellUser(userId, 'notification_read', { notification_id, read_at: now() })
            tellUser(userId, 'unread_count_update', countOf(userId))
          }
          return ['mark_read', 'subscribe', 'heartbeat'].includes(type)
        },
        leave: () => void seats.delete(seat),
      }
    },
    notify: (userId, title, priority = 'medium') => {
      const id = crypto.randomUUID()
      const about = { notification_type: 'system', title, message: 'Text', priority, metadata: {} }
      const notification = { id, ...about, created_at: now() }
      unread.set(userId, [...(unread.get(userId) ?? []), notification])
      tellUser(userId, 'new_notification', notification)
    },
  }
}
