import type { Meta, StoryObj } from '@storybook/react-vite'
import { NotificationBell } from './NotificationBell.tsx'

const meta = {
  title: 'Notifications/Bell',
  component: NotificationBell,
  args: { count: 3 },
} satisfies Meta<typeof NotificationBell>

export default meta
type Story = StoryObj<typeof meta>

export const ThreeAreUnread: Story = {}
export const NothingIsUnread: Story = { args: { count: 0 } }
export const QuietHours: Story = { args: { quiet: true } }
export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
      {[0, 3, 42, 128].flatMap((count) =>
        [false, true].map((quiet) => <NotificationBell key={`${count} ${quiet}`} count={count} quiet={quiet} />),
      )}
    </div>
  ),
}
