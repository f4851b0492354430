import type { Meta, StoryObj } from '@storybook/react-vite'
import { john, lee, jane } from '../../../fixtures/people.ts'
import { InfoIcon } from '../../icons/InfoIcon.ts'
import { ChatHeader, type ChatHeaderProps } from './ChatHeader.tsx'

const meta = { title: 'Chat/Header', component: ChatHeader, args: { user: jane } } satisfies Meta<typeof ChatHeader>

export default meta
type Story = StoryObj<typeof meta>

export const SomeoneWhoIsOnline: Story = { args: { presence: { status: 'online' } } }
export const SomeoneLastSeenThisMorning: Story = {
  args: { presence: { status: 'offline', last_seen: '2026-11-23T08:10:00Z' } },
}
export const SomeoneTyping: Story = { args: { presence: { status: 'online' }, isTyping: true } }
export const AGroup: Story = { args: { user: undefined, title: 'Riverside Clinic', subtitle: '3 members' } }
export const APatientAndWhatTellsThemApart: Story = {
  args: { presence: { status: 'online' }, patientContext: 'Born 12 March 1984 · MRN 0045 1123' },
}
export const WithActions: Story = {
  args: {
    presence: { status: 'busy' },
    actions: (
      <button type="button" className="mc-icon-button" aria-label="About Jane Doe">
        <InfoIcon />
      </button>
    ),
  },
}
export const AVeryLongName: Story = {
  args: {
    user: { ...jane, first_name: 'Maximiliana Wilhelmina', last_name: 'von Hohenberg-Schwarzenstein' },
    presence: { status: 'away' },
    style: { maxInlineSize: 340 },
  },
}
export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12, maxInlineSize: 640 }}>
      {STATES.map((state, index) => (
        <article key={index}>
          <ChatHeader {...state} />
        </article>
      ))}
    </div>
  ),
}

const about = 'Born 12 March 1984 · MRN 0045 1123'
const STATES: readonly ChatHeaderProps[] = [
  { user: jane, presence: { status: 'online' } },
  { user: jane, presence: { status: 'away' }, patientContext: about },
  { user: john, presence: { status: 'busy' } },
  { user: jane, presence: { status: 'offline', last_seen: '2026-11-23T08:10:00Z' }, patientContext: about },
  { user: jane, presence: { status: 'online' }, isTyping: true, patientContext: about },
  { user: { ...lee, first_name: '', last_name: '' } },
  { title: 'Riverside Clinic', subtitle: '14 members' },
  { title: 'Riverside Clinic' },
  {
    user: { ...jane, first_name: 'Maximiliana Wilhelmina', last_name: 'von Hohenberg-Schwarzenstein' },
    style: { maxInlineSize: 320 },
    patientContext: about,
  },
]
