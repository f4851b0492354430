import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { appointment, billing, critical, message, system } from '../../../fixtures/notifications.ts'
import { NotificationToast } from './NotificationToast.tsx'
import { NotificationToasts } from './NotificationToasts.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const FOREVER_MS = 2 ** 31 - 1
const showAll = fn()

const meta = {
  title: 'Notifications/Toast',
  component: NotificationToast,
  args: { notification: message, onDismiss: fn(), onAcknowledge: fn(), onNavigate: fn(), duration: FOREVER_MS },
} satisfies Meta<typeof NotificationToast>

export default meta
type Story = StoryObj<typeof meta>

export const Ordinary: Story = {
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.dismiss }))
    await expect(args.onDismiss).toHaveBeenCalledWith(message.id)
    await expect(args.onAcknowledge).not.toHaveBeenCalled()
  },
}
export const High: Story = { args: { notification: appointment } }
export const LowAndWithoutALink: Story = { args: { notification: billing } }
export const CriticalStaysUntilAcknowledged: Story = {
  args: { notification: critical, duration: 1 },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByRole('alert')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: words.acknowledge }))
    await expect(args.onAcknowledge).toHaveBeenCalledWith(critical.id)
    await expect(args.onDismiss).toHaveBeenCalledWith(critical.id)
  },
}
export const TextIsHiddenUntilAskedFor: Story = {
  args: { notification: critical, privacy: 'hidden' },
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await expect(canvasElement).not.toHaveTextContent('potassium')
    await expect(canvas.queryByRole('button', { name: words.acknowledge })).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: words.showText }))
    // It may still be on its way in.
    await waitFor(() => expect(canvas.getByText(critical.title)).toBeVisible())
    await expect(canvas.getByRole('button', { name: words.acknowledge })).toBeVisible()
  },
}
export const OnlyWhoItIsFrom: Story = {
  args: { notification: { ...message, metadata: { ...message.metadata, sender_name: 'Minh Lee' } }, privacy: 'sender' },
}
export const EveryStateAtOnce: Story = {
  render: (args) => (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 20rem), 1fr))' }}>
      {[critical, appointment, message, billing, system].map((notification) => (
        <NotificationToast key={notification.id} {...args} notification={notification} />
      ))}
      {[critical, message].map((notification) => (
        <NotificationToast key={notification.id} {...args} notification={notification} privacy="hidden" />
      ))}
    </div>
  ),
}
export const FiveAtOnceShowThree: Story = {
  render: ({ onDismiss, onAcknowledge, onNavigate, duration }) => (
    <NotificationToasts
      notifications={[system, billing, message, appointment, critical]}
      onDismiss={onDismiss}
      onAcknowledge={onAcknowledge}
      onNavigate={onNavigate}
      duration={duration}
      onShowAll={showAll}
    />
  ),
  beforeEach: () => void showAll.mockClear(),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await expect(canvas.getByRole('alert')).toHaveTextContent(critical.title)
    await expect(canvas.getAllByRole('status')).toHaveLength(2)
    await userEvent.click(canvas.getByRole('button', { name: words.moreNotifications(2) }))
    await expect(showAll).toHaveBeenCalledOnce()
  },
}
