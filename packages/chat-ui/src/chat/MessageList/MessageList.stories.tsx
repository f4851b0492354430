import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { consultation, entry, longRoom, wardRound } from '../../../fixtures/conversation.ts'
import { john } from '../../../fixtures/people.ts'
import { MessageList } from './MessageList.tsx'

const messages = consultation()

const meta = {
  title: 'Chat/Message list',
  component: MessageList,
  args: {
    messages,
    currentUserId: john.id,
    onRetry: fn(),
    onDiscard: fn(),
    onLoadOlder: fn(),
    onReload: fn(),
    style: { blockSize: 640, maxInlineSize: 760 },
  },
  // Rows come once the list knows its size.
  play: async ({ canvas }) => void (await canvas.findAllByRole('article')),
} satisfies Meta<typeof MessageList>

export default meta
type Story = StoryObj<typeof meta>

export const AConversationOverTwoDays: Story = {
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('Yes, please — ten minutes is enough.')).toBeVisible())
    await expect(canvas.getByText('Today')).toBeInTheDocument()
  },
}
export const UnreadMessagesFromHere: Story = { args: { firstUnreadId: messages[10]?.id } }
export const AGroupNamesItsSenders: Story = { args: { messages: wardRound(), showSenders: true } }
export const AFewMessagesStandAtTheBottom: Story = { args: { messages: messages.slice(-2) } }
export const AThousandMessages: Story = {
  args: { messages: longRoom(1000), hasOlder: true },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText(/^Message 1000\./)).toBeVisible())
    await expect(canvas.getAllByRole('article').length).toBeLessThan(60)
  },
}
export const MessagesAreMissing: Story = {
  args: {
    messages: messages.slice(-4).map((message, index) => ({ ...message, seq: index < 2 ? index + 1 : index + 400 })),
    gaps: [{ kind: 'gap', afterSeq: 2, beforeSeq: 402, missing: 399 }],
    onLoadGap: fn(),
  },
  play: async ({ canvas, userEvent, args }) => {
    await canvas.findByText('399 messages are not shown')
    await userEvent.click(canvas.getByRole('button', { name: 'Show them' }))
    await expect(args.onLoadGap).toHaveBeenCalledWith(
      expect.objectContaining({ afterSeq: 2, beforeSeq: 402 }),
      'newest',
    )
  },
}
export const OlderMessagesAreLoading: Story = {
  args: { messages: messages.slice(-3), hasOlder: true, isLoadingOlder: true },
}
export const OlderMessagesAreThere: Story = {
  args: { messages: messages.slice(-3), hasOlder: true },
  play: async ({ canvas, userEvent, args }) => {
    await canvas.findAllByRole('article')
    await userEvent.click(canvas.getByRole('button', { name: 'Show earlier messages' }))
    await expect(args.onLoadOlder).toHaveBeenCalledOnce()
  },
}
export const OwnMessagesWaitAndFail: Story = {
  args: {
    messages: [
      ...messages.slice(-3),
      entry(john, { message: 'Bring the cream with you, please.', state: 'queued', timestamp: '2026-11-23T10:29:00Z' }),
      entry(john, {
        message: 'And the letter from your GP.',
        state: 'failed',
        timestamp: '2026-11-23T10:29:30Z',
        failure: { code: 'WS_007', message: 'Too many messages at once' },
      }),
    ],
  },
}
export const Loading: Story = { args: { messages: [], status: 'loading' }, play: () => undefined }
export const Empty: Story = { args: { messages: [] }, play: () => undefined }
export const CouldNotBeLoaded: Story = {
  args: { messages: [], status: 'error' },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(args.onReload).toHaveBeenCalledOnce()
  },
}
