import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { appointment, critical, notifications } from '../../../fixtures/notifications.ts'
import { NotificationList } from './NotificationList.tsx'

const meta = {
  title: 'Notifications/List',
  component: NotificationList,
  args: {
    notifications,
    unreadByType: { appointment: 1, message: 1, medical_record: 1 },
    onMarkAsRead: fn(),
    onMarkAllAsRead: fn(),
    onDeleteAll: fn(),
    onNavigate: fn(),
    onLoadMore: fn(),
    onReload: fn(),
    style: { maxInlineSize: 416, blockSize: 600 },
  },
} satisfies Meta<typeof NotificationList>

export default meta
type Story = StoryObj<typeof meta>

export const EveryPriority: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Mark as read: Appointment/ }))
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
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Appointments/ }))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Mark all as read' }))
    await expect(args.onMarkAllAsRead).toHaveBeenCalledWith('appointment')
  },
}
export const DeletingAsksFirst: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Delete all' }))
    await expect(args.onDeleteAll).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(args.onDeleteAll).toHaveBeenCalledOnce()
  },
}
export const ThereAreMore: Story = { args: { hasMore: true } }
export const MoreAreLoading: Story = { args: { hasMore: true, isLoadingMore: true } }
export const Loading: Story = { args: { notifications: [], status: 'loading', unreadByType: {} } }
export const Empty: Story = { args: { notifications: [], unreadByType: {} } }
export const CouldNotBeLoaded: Story = { args: { notifications: [], status: 'error', unreadByType: {} } }
