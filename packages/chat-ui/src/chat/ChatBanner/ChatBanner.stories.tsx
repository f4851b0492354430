import type { Meta, StoryObj } from '@storybook/react-vite'
import { ChatBanner } from './ChatBanner.tsx'

const meta = {
  title: 'Chat/Banner',
  component: ChatBanner,
  args: {
    children: (
      <>
        Not for emergencies: call <a href="tel:112">112</a>. We answer within one working day.
      </>
    ),
  },
} satisfies Meta<typeof ChatBanner>

export default meta
type Story = StoryObj<typeof meta>

export const Warning: Story = {}
export const Information: Story = {
  args: { tone: 'info', children: 'Dr Smith is away until Monday. Dr Jones reads this.' },
}
export const LongOnASmallPhone: Story = { args: { style: { maxInlineSize: 320 } } }
