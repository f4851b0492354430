import { PRESENCE_STATUSES } from '@mediconnect/protocol/client'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { PresenceBadge } from './PresenceBadge.tsx'

const LAST_SEEN = ['2026-11-23T10:29:30Z', '2026-11-23T10:12:00Z', '2026-11-23T07:28:00Z', '2026-11-20T09:28:00Z']

const meta = {
  title: 'Chat/Presence badge',
  component: PresenceBadge,
  args: { status: 'online' },
} satisfies Meta<typeof PresenceBadge>

export default meta
type Story = StoryObj<typeof meta>

export const Online: Story = {}
export const OfflineSinceAnHour: Story = { args: { status: 'offline', lastSeen: '2026-11-23T09:28:00Z' } }
export const OnlyTheDotIsSeen: Story = { args: { label: 'hidden' } }

export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'grid', justifyItems: 'start', gap: 12 }}>
      {PRESENCE_STATUSES.map((status) => (
        <PresenceBadge key={status} status={status} />
      ))}
      {LAST_SEEN.map((lastSeen) => (
        <PresenceBadge key={lastSeen} status="offline" lastSeen={lastSeen} />
      ))}
      <span style={{ display: 'flex', gap: 12 }}>
        {PRESENCE_STATUSES.map((status) => (
          <PresenceBadge key={status} status={status} label="hidden" />
        ))}
      </span>
    </div>
  ),
}
