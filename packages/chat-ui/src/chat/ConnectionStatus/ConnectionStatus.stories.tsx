import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { ConnectionStatus, type ConnectionStatusProps } from './ConnectionStatus.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

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
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('.mc-connection')).toBeEmptyDOMElement()
    await expect(canvas.queryByRole('button')).toBeNull()
  },
}
export const WaitingToTryAgain: Story = {
  args: { connection: { status: 'waiting', attempt: 3, retryAt: Date.parse('2026-11-23T10:30:08Z') } },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await expect(canvas.getByText(words.retryIn(8))).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: words.tryNow }))
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
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.retryAll }))
    await expect(args.onRetryAll).toHaveBeenCalledOnce()
  },
}
export const DiscardingAsksFirst: Story = {
  args: { failedCount: 3 },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.discardAll }))
    await expect(canvas.getByRole('button', { name: words.keepAll })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(canvas.getByRole('button', { name: words.discardAll })).toHaveFocus()
    await expect(args.onDiscardAll).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('button', { name: words.discardAll }))
    await userEvent.click(canvas.getByRole('button', { name: words.discardAll }))
    await expect(args.onDiscardAll).toHaveBeenCalledOnce()
  },
}
export const OfflineAndSomeWereRefused: Story = {
  args: { ...WaitingWithThreeMessages.args, failedCount: 1 },
}
export const EveryStateAtOnce: Story = {
  render: (args) => (
    <div style={{ display: 'grid', gap: 12, maxInlineSize: 544 }}>
      {STATES.map((state, index) => (
        <ConnectionStatus key={index} {...args} {...state} />
      ))}
    </div>
  ),
}

const retryAt = Date.parse('2026-11-23T10:30:08Z')
const STATES: readonly ConnectionStatusProps[] = [
  { connection: { status: 'connecting', attempt: 0 } },
  { connection: { status: 'connecting', attempt: 2 } },
  { connection: { status: 'catching_up' } },
  { connection: { status: 'waiting', attempt: 3, retryAt } },
  { connection: { status: 'waiting', attempt: 3, retryAt }, pendingCount: 3 },
  { connection: { status: 'waiting', attempt: 3, retryAt }, pendingCount: 3, failedCount: 1 },
  { connection: { status: 'connected' }, failedCount: 3 },
  { connection: { status: 'stopped', code: 'WS_001', message: 'Authentication failed' } },
  { connection: { status: 'stopped', message: 'The server is closed.' }, onReconnect: undefined },
]
