import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { ConnectionStatus } from './ConnectionStatus.tsx'

const meta = {
  title: 'Chat/Connection status',
  component: ConnectionStatus,
  args: {
    connection: { status: 'connected' },
    onReconnect: fn(),
    onRetryAll: fn(),
    onDiscardAll: fn(),
    style: { maxInlineSize: 544 },
  },
} satisfies Meta<typeof ConnectionStatus>

export default meta
type Story = StoryObj<typeof meta>

export const Connecting: Story = { args: { connection: { status: 'connecting', attempt: 0 } } }
export const ConnectedShowsNothing: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Connected')
    await expect(canvas.queryByRole('button')).toBeNull()
  },
}
export const WaitingToTryAgain: Story = {
  args: { connection: { status: 'waiting', attempt: 3, retryAt: Date.parse('2026-11-23T10:30:08Z') } },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByText('Trying again in 8 s')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try now' }))
    await expect(args.onReconnect).toHaveBeenCalledOnce()
  },
}
export const WaitingWithThreeMessages: Story = {
  args: {
    connection: { status: 'waiting', attempt: 3, retryAt: Date.parse('2026-11-23T10:30:08Z') },
    pendingCount: 3,
  },
}
export const CatchingUp: Story = { args: { connection: { status: 'catching_up' } } }
export const SignedOut: Story = {
  args: { connection: { status: 'stopped', code: 'WS_001', message: 'Authentication failed' } },
}
export const NoLongerAllowed: Story = {
  args: { connection: { status: 'stopped', code: 'WS_002', message: 'Connection rejected' }, onReconnect: undefined },
}
export const SomeMessagesWereRefused: Story = {
  args: { failedCount: 3 },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Retry all' }))
    await expect(args.onRetryAll).toHaveBeenCalledOnce()
  },
}
