import type { Meta, StoryObj } from '@storybook/react-vite'
import { NotificationBadge } from './NotificationBadge.tsx'

const meta = {
  title: 'Notifications/Badge',
  component: NotificationBadge,
  args: { count: 3 },
} satisfies Meta<typeof NotificationBadge>

export default meta
type Story = StoryObj<typeof meta>

export const AFew: Story = {}
export const MoreThanCanBeShown: Story = { args: { count: 128 } }
export const NoneShowsNothing: Story = { args: { count: 0 } }
export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'flex', gap: 16 }}>
      {[1, 9, 10, 99, 100, 12_000].map((count) => (
        <NotificationBadge key={count} count={count} />
      ))}
    </div>
  ),
}
