import type { ChatEntry } from '@mediconnect/protocol'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { entry } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { MessageList } from '../MessageList/MessageList.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const failed = entry(john, {
  id: undefined,
  message: 'Keep it up for one week.',
  state: 'failed',
  failure: { code: 'WS_010', message: 'Message too large' },
})

const meta = {
  title: 'Chat/Message menu',
  component: MessageList,
  args: { messages: [], currentUserId: john.id, onRetry: fn(), onDiscard: fn(), style: { blockSize: 320 } },
} satisfies Meta<typeof MessageList>

export default meta
type Story = StoryObj<typeof meta>

/** By keys: End to the last message, then its menu. */
function opened(messages: readonly ChatEntry[]): Story {
  return {
    args: { messages },
    async play({ canvas, userEvent }) {
      const rows = await canvas.findAllByRole('article')
      rows.at(-1)?.focus()
      await userEvent.keyboard('{Shift>}{F10}{/Shift}')
      await expect(await canvas.findByRole('menu')).toBeVisible()
      await expect(canvas.getAllByRole('menuitem')[0]).toHaveFocus()
    },
  }
}

export const OfTheOthersMessage: Story = opened([entry(jane, { message: 'The cream has helped already.' })])
export const OfAMessageThatWasRefused: Story = opened([entry(jane), failed])
export const TheButtonUnderTheMouse: Story = {
  args: { messages: [entry(jane, { message: 'The cream has helped already.' }), entry(john)] },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals)
    await userEvent.hover(await canvas.findByText('The cream has helped already.'))
    await waitFor(() => expect(canvas.getByRole('button', { name: words.messageActions })).toBeVisible())
  },
}
