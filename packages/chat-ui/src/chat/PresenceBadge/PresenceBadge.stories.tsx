import type { Meta, StoryObj } from '@storybook/react-vite'
import { PresenceBadge } from './PresenceBadge.tsx'

const meta = {
  title: 'Chat/Presence badge',
  component: PresenceBadge,
  args: { status: 'online' },
} satisfies Meta<typeof PresenceBadge>

export default meta
type Story = StoryObj<typeof meta>

export const Online: Story = {}
export const Away: Story = { args: { status: 'away' } }
export const Busy: Story = { args: { status: 'busy' } }
export const Offline: Story = { args: { status: 'offline' } }
export const OfflineSinceAnHour: Story = { args: { status: 'offline', lastSeen: '2026-11-23T09:28:00Z' } }
export const OnlyTheDotIsSeen: Story = { args: { label: 'hidden' } }
