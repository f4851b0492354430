import type { Meta, StoryObj } from '@storybook/react-vite'
import { jane } from '../../../fixtures/people.ts'
import { Icon } from '../../icons/Icon.tsx'
import { ChatHeader } from './ChatHeader.tsx'

const meta = { title: 'Chat/Header', component: ChatHeader, args: { user: jane } } satisfies Meta<typeof ChatHeader>

export default meta
type Story = StoryObj<typeof meta>

export const SomeoneWhoIsOnline: Story = { args: { presence: { status: 'online' } } }
export const SomeoneLastSeenThisMorning: Story = {
  args: { presence: { status: 'offline', last_seen: '2026-11-23T08:10:00Z' } },
}
export const SomeoneTyping: Story = { args: { presence: { status: 'online' }, isTyping: true } }
export const AGroup: Story = { args: { user: undefined, title: 'Riverside Clinic', subtitle: '3 members' } }
export const WithActions: Story = {
  args: {
    presence: { status: 'busy' },
    actions: (
      <button type="button" className="mc-icon-button" aria-label="About Jane Doe">
        <Icon name="info" />
      </button>
    ),
  },
}
export const AVeryLongName: Story = {
  args: {
    user: { ...jane, first_name: 'Maximiliana Wilhelmina', last_name: 'von Hohenberg-Schwarzenstein' },
    presence: { status: 'away' },
    style: { inlineSize: 340 },
  },
}
