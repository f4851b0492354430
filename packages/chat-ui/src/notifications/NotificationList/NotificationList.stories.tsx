import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { appointment, critical, notifications } from '../../../fixtures/notifications.ts'
import { NotificationList, type NotificationListProps } from './NotificationList.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const meta = {
  title: 'Notifications/List',
  component: NotificationList,
  args: {
    notifications,
    unreadByType: { appointment: 1, message: 1, medical_record: 1 },
    onMarkAsRead: fn(),
    onMarkAllAsRead: fn(),
    onDeleteAll: fn(),
    onUndoDelete: fn(),
    onFilterChange: fn(),
    onNavigate: fn(),
    onLoadMore: fn(),
    onReload: fn(),
    style: { maxInlineSize: 416, blockSize: 600 },
  },
} satisfies Meta<typeof NotificationList>

export default meta
type Story = StoryObj<typeof meta>

export const EveryPriority: Story = {
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: new RegExp(`${words.markRead}: Appointment`) }))
    await expect(args.onMarkAsRead).toHaveBeenCalledWith(appointment.id)
  },
}
export const OpeningOneMarksItRead: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: critical.title }))
    await expect(args.onMarkAsRead).toHaveBeenCalledWith(critical.id)
    await expect(args.onNavigate).toHaveBeenCalledWith('/records/456/labs', critical)
  },
}
export const OnlyAppointments: Story = {
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: new RegExp(words.notificationTypes.appointment) }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.click(canvas.getByRole('button', { name: words.markAllRead }))
    await expect(args.onMarkAllAsRead).toHaveBeenCalledWith('appointment')
  },
}
export const OnlyCriticalOnes: Story = {
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: words.filterByPriority }), 'critical')
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await expect(canvas.queryByRole('button', { name: words.deleteAll })).toBeNull()
  },
}
export const NothingPassesTheFilter: Story = {
  args: { filter: { type: 'system', priority: 'high' } },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.showAllNotifications }))
    await expect(args.onFilterChange).toHaveBeenCalledWith({})
  },
}
export const WhatIsCriticalIsNotDeleted: Story = {
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.deleteAll }))
    await expect(args.onDeleteAll).not.toHaveBeenCalled()
    await expect(canvas.getByText(words.acknowledgeFirst(1))).toBeVisible()
  },
}
export const DeletedAndStillToBeUndone: Story = {
  args: { notifications: [], unreadByType: {}, deletion: 'waiting' },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.undo }))
    await expect(args.onUndoDelete).toHaveBeenCalledOnce()
  },
}
export const BeingDeleted: Story = { args: { notifications: [], unreadByType: {}, deletion: 'sent' } }
export const NotDeletedAsSomethingCame: Story = { args: { kept: 'arrival' } }
export const Offline: Story = { args: { isOffline: true } }
export const ThereAreMore: Story = { args: { hasMore: true } }
export const MoreAreLoading: Story = { args: { hasMore: true, isLoadingMore: true } }
export const Loading: Story = { args: { notifications: [], status: 'loading', unreadByType: {} } }
export const Empty: Story = { args: { notifications: [], unreadByType: {} } }
export const CouldNotBeLoaded: Story = { args: { notifications: [], status: 'error', unreadByType: {} } }

const STATES: readonly (readonly [string, Partial<NotificationListProps>])[] = [
  ['Every priority', {}],
  ['Filtered', { filter: { type: 'medical_record', priority: 'critical' } }],
  ['Nothing passes', { filter: { type: 'system', priority: 'high' } }],
  ['Empty', { notifications: [], unreadByType: {} }],
  ['Loading', { notifications: [], status: 'loading', unreadByType: {} }],
  ['Failed', { notifications: [], status: 'error', unreadByType: {} }],
  ['Offline', { isOffline: true }],
  ['More are loading', { hasMore: true, isLoadingMore: true }],
  ['Deleted, can be undone', { notifications: [], unreadByType: {}, deletion: 'waiting' }],
  ['Being deleted', { notifications: [], unreadByType: {}, deletion: 'sent' }],
  ['Not deleted', { kept: 'arrival' }],
]
export const EveryStateAtOnce: Story = {
  render: (args) => (
    <div style={{ display: 'grid', gap: 24, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 22rem), 1fr))' }}>
      {STATES.map(([name, state]) => (
        <figure key={name} style={{ margin: 0 }}>
          <figcaption style={{ marginBlockEnd: 8 }}>{name}</figcaption>
          <NotificationList {...args} {...state} aria-label={name} style={{ blockSize: 460 }} />
        </figure>
      ))}
    </div>
  ),
}
