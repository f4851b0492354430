import type { Meta, StoryObj } from '@storybook/react-vite'
import { ana, jane, lee } from '../../../fixtures/people.ts'
import { TypingIndicator } from './TypingIndicator.tsx'

const LONG = { ...jane, first_name: 'Wilhelmina-Alexandra Constantinopoulou' }
const ARABIC = { ...lee, first_name: 'أحمد' }

const meta = {
  title: 'Chat/Typing indicator',
  component: TypingIndicator,
  args: { user: jane },
} satisfies Meta<typeof TypingIndicator>

export default meta
type Story = StoryObj<typeof meta>

export const OneTypes: Story = {}
export const NobodyTypes: Story = { args: { user: undefined } }

export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 12 }}>
      <TypingIndicator users={[jane]} />
      <TypingIndicator users={[jane, lee]} />
      <TypingIndicator users={[jane, lee, ana]} />
      <TypingIndicator users={[ARABIC]} />
      <TypingIndicator users={[jane, ARABIC]} />
      <div style={{ inlineSize: 220 }}>
        <TypingIndicator users={[LONG, lee]} />
      </div>
    </div>
  ),
}
