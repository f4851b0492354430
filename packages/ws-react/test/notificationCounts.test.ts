import type { Notification, NotificationServerFrame } from '@mediconnect/protocol'
import { describe, expect, test } from 'vitest'
import { applyNotificationFrames } from '../src/store/applyNotificationFrames.ts'
import { emptyNotifications, type NotificationsState } from '../src/store/notifications.ts'
import { reconcileNewest } from '../src/store/reduceNotifications.ts'

const at = '2024-01-15T11:00:00Z'
const notification = (n: number, more: Partial<Notification>): Notification => ({
  id: `550e8400-e29b-41d4-a716-44665544000${n}`,
  notification_type: 'appointment',
  title: `title ${n}`,
  message: 'text',
  priority: 'medium',
  created_at: `2024-01-15T10:0${n}:00Z`,
  metadata: {},
  ...more,
})
const visit = notification(1, {})
const lab = notification(2, { notification_type: 'medical_record', priority: 'critical' })
const bill = notification(3, { notification_type: 'billing' })
const arrives = (data: Notification): NotificationServerFrame => ({ type: 'new_notification', data })

const billArrives = arrives(bill)
const billsAreMarked: NotificationServerFrame = {
  type: 'bulk_update',
  data: { action: 'mark_all_read', affected_count: 1, notification_type: 'billing', timestamp: '2024-01-15T10:20:00Z' },
}

/** What the server tells of: three come, one is read, those of a type are marked, and what is left is counted. */
const FRAMES: readonly NotificationServerFrame[] = [
  arrives(visit),
  arrives(lab),
  billArrives,
  { type: 'notification_read', data: { notification_id: visit.id, read_at: '2024-01-15T10:10:00Z' } },
  billsAreMarked,
  {
    type: 'unread_count_update',
    data: { total_unread: 1, by_type: { medical_record: 1 }, timestamp: '2024-01-15T10:30:00Z' },
  },
]

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

const sum = ({ unread }: NotificationsState): number => Object.values(unread.by_type).reduce((all, one) => all + one, 0)
const unreadRows = ({ items }: NotificationsState): number => items.filter(({ read_at }) => !read_at).length
const apply = (state: NotificationsState, frame: NotificationServerFrame) => applyNotificationFrames(state, [frame], at)

describe('in every order of six frames', () => {
  const orders = permutations(FRAMES)

  test('the total is the sum of the types after each frame, and never less than the unread rows', () => {
    expect(orders).toHaveLength(720)
    for (const order of orders) {
      let state = emptyNotifications
      for (const frame of order) {
        state = apply(state, frame)
        expect(state.unread.total_unread).toBe(sum(state))
        expect(state.unread.total_unread).toBeGreaterThanOrEqual(unreadRows(state))
      }
    }
  })

  test('all at once gives the same as one by one', () => {
    for (const order of orders) {
      expect(applyNotificationFrames(emptyNotifications, order, at)).toEqual(order.reduce(apply, emptyNotifications))
    }
  })

  test('the end is the same, wherever the count and the reading come; a marking of all comes after what it marks', () => {
    const possible = orders.filter((order) => order.indexOf(billsAreMarked) > order.indexOf(billArrives))
    expect(possible).toHaveLength(360)
    for (const order of possible) {
      const state = order.reduce(apply, emptyNotifications)
      expect(state.unread.total_unread).toBe(1)
      expect(state.items.filter(({ read_at }) => !read_at)).toEqual([lab])
      expect(state.unread.by_type.medical_record).toBe(1)
    }
  })

  test('the newest page and the next count put right what no server sends in that order', () => {
    const page = [{ ...bill, read_at: at }, lab, { ...visit, read_at: at }]
    for (const order of orders) {
      const refreshed = reconcileNewest(order.reduce(apply, emptyNotifications), page, false)
      const state = apply(refreshed, {
        type: 'unread_count_update',
        data: { total_unread: 1, by_type: { medical_record: 1 }, timestamp: '2024-01-15T10:40:00Z' },
      })
      expect(state.unread).toEqual({ total_unread: 1, by_type: { medical_record: 1 } })
      expect(unreadRows(state)).toBe(1)
    }
  })
})

describe('a count', () => {
  test('that was overtaken on its way is left out', () => {
    const counts = (total: number, timestamp: string): NotificationServerFrame => ({
      type: 'unread_count_update',
      data: { total_unread: total, by_type: { billing: total }, timestamp },
    })
    const state = [counts(1, '2024-01-15T10:30:00Z'), counts(9, '2024-01-15T10:29:00Z')].reduce(
      apply,
      emptyNotifications,
    )
    expect(state.unread.total_unread).toBe(1)
    // Clocks of two servers may differ a little: the one that comes last is taken.
    expect(apply(state, counts(2, '2024-01-15T10:29:58Z')).unread.total_unread).toBe(2)
  })

  test('without types is not raised by rows that it has already', () => {
    const state = [
      arrives(visit),
      arrives(bill),
      { type: 'unread_count_update', data: { total_unread: 2, by_type: {} } } as const,
    ].reduce(apply, emptyNotifications)
    expect(state.unread.total_unread).toBe(2)
  })
})
