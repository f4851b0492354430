import type { Notification, NotificationServerFrame } from '@mediconnect/protocol'
import { describe, expect, test } from 'vitest'
import { applyNotificationFrames } from '../src/store/applyNotificationFrames.ts'
import { emptyNotifications, mergeNotifications } from '../src/store/notifications.ts'

const at = '2024-01-15T10:30:00Z'
const notification = (n: number, more: Partial<Notification> = {}): Notification => ({
  id: `550e8400-e29b-41d4-a716-44665544000${n}`,
  notification_type: 'appointment',
  title: `title ${n}`,
  message: 'text',
  priority: 'medium',
  created_at: `2024-01-15T10:30:0${n}.000000Z`,
  metadata: {},
  ...more,
})
const arrives = (n: number, more?: Partial<Notification>): NotificationServerFrame => ({
  type: 'new_notification',
  data: notification(n, more),
})
const after = (...frames: NotificationServerFrame[]) => applyNotificationFrames(emptyNotifications, frames, at)

describe('notifications', () => {
  test('stand newest first, each once, and count as unread', () => {
    const state = after(arrives(1), arrives(2, { notification_type: 'billing' }), arrives(1))
    expect(state.items.map(({ title }) => title)).toEqual(['title 2', 'title 1'])
    expect(state.unread).toEqual({ total_unread: 2, by_type: { appointment: 1, billing: 1 } })
  })

  test('what the server counts is what is shown', () => {
    const told: NotificationServerFrame = {
      type: 'unread_count_update',
      data: { total_unread: 7, by_type: { appointment: 7 } },
    }
    expect(after(arrives(1), told).unread.total_unread).toBe(7)
  })

  test('reading one lowers the count once, however often it is told', () => {
    const read: NotificationServerFrame = {
      type: 'notification_read',
      data: { notification_id: notification(1).id, read_at: at },
    }
    const state = after(arrives(1), arrives(2), read, read)
    expect(state.unread).toEqual({ total_unread: 1, by_type: { appointment: 1 } })
    expect(state.items.map(({ read_at }) => read_at)).toEqual([undefined, at])
  })

  test('a page fetched before the reading does not make it unread again', () => {
    const read: NotificationServerFrame = {
      type: 'notification_read',
      data: { notification_id: notification(1).id, read_at: at },
    }
    expect(mergeNotifications(after(arrives(1), read), [notification(1)]).items[0]?.read_at).toBe(at)
  })

  test.each(['mark_all_read', 'delete_all'] as const)('%s of one type leaves the others', (action) => {
    const bulk: NotificationServerFrame = {
      type: 'bulk_update',
      data: { action, affected_count: 1, notification_type: 'appointment', timestamp: at },
    }
    const state = after(arrives(1), arrives(2, { notification_type: 'billing' }), bulk)
    expect(state.unread).toEqual({ total_unread: 1, by_type: { billing: 1 } })
    expect(state.items.filter(({ read_at }) => !read_at).map(({ notification_type }) => notification_type)).toEqual([
      'billing',
    ])
  })
})
