import type { Meta, StoryObj } from '@storybook/react-vite'
import { ana, jane, lee } from '../../../fixtures/people.ts'
import { TypingIndicator } from './TypingIndicator.tsx'

const meta = {
  title: 'Chat/Typing indicator',
  component: TypingIndicator,
  args: { user: jane },
} satisfies Meta<typeof TypingIndicator>

export default meta
type Story = StoryObj<typeof meta>

export const OneTypes: Story = {}
export const TwoType: Story = { args: { user: undefined, users: [jane, lee] } }
export const ManyType: Story = { args: { user: undefined, users: [jane, lee, ana] } }
export const NobodyTypes: Story = { args: { user: undefined } }
