import type { Meta, StoryObj } from '@storybook/react-vite'
import { useRef, useState } from 'react'
import { expect, fn, waitFor } from 'storybook/test'
import { consultation, entry, longRoom, wardRound } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { MessageList, type MessageListProps } from './MessageList.tsx'
import type { MessageGap } from './rows.ts'
import type { MessageListHandle } from './useReadersPlace.ts'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

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
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByText('Yes, please — ten minutes is enough.')).toBeVisible())
    await expect(canvas.getByText(words.today)).toBeInTheDocument()
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
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await canvas.findByText(words.gap(399))
    await userEvent.click(canvas.getByRole('button', { name: words.loadGap }))
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
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await canvas.findAllByRole('article')
    await userEvent.click(canvas.getByRole('button', { name: words.loadOlder }))
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
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.tryAgain }))
    await expect(args.onReload).toHaveBeenCalledOnce()
  },
}

const gap: MessageGap = { kind: 'gap', afterSeq: 2, beforeSeq: 402, missing: 399 }
const withGap = messages.slice(-4).map((message, index) => ({ ...message, seq: index < 2 ? index + 1 : index + 400 }))
const never = () => new Promise<void>(() => undefined)

export const EveryStateAtOnce: Story = {
  render: ({ currentUserId, onRetry }) => {
    const tile = { blockSize: 420, border: '1px solid var(--mc-border)' }
    const each: readonly Partial<MessageListProps>[] = [
      { messages: [], status: 'loading' },
      { messages: [] },
      { messages: [], status: 'error', onReload: () => undefined },
      { messages: messages.slice(-4), firstUnreadId: messages.at(-2)?.id },
      { messages: withGap, gaps: [gap], onLoadGap: never },
      { messages: withGap, gaps: [gap] },
      { messages: messages.slice(-3), hasOlder: true },
      { messages: messages.slice(-3), hasOlder: true, isLoadingOlder: true },
      { messages: messages.slice(-3), status: 'error' },
    ]
    return (
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
          gap: 12,
          padding: 12,
        }}
      >
        {each.map((props, index) => (
          <MessageList
            key={index}
            messages={[]}
            currentUserId={currentUserId}
            onRetry={onRetry}
            style={tile}
            {...props}
          />
        ))}
      </div>
    )
  },
}

export const NewMessagesWhileReadingFurtherUp: Story = {
  render: (args) => <Arrivals {...args} />,
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByText(/^Message 60\./)).toBeVisible())
    const scroller = canvasElement.querySelector('.mc-message-list__scroller')
    if (scroller) scroller.scrollTop -= 900
    // The list has heard of it.
    await canvas.findByRole('button', { name: words.jumpToLatest })
    await userEvent.click(await canvas.findByRole('button', { name: 'Receive three' }))
    await canvas.findByRole('button', { name: words.newMessages(3) })
  },
}

export const AJumpFarBack: Story = {
  render: (args) => <Jumping {...args} />,
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByText(/^Message 1000\./)).toBeVisible())
    const scroller = canvasElement.querySelector('.mc-message-list__scroller')
    if (scroller) scroller.scrollTop -= 2_000
    await canvas.findByRole('button', { name: words.jumpToLatest })
    await userEvent.click(canvas.getByRole('button', { name: 'Go to message 200' }))
    await waitFor(() => expect(canvas.getByText(/^Message 200\./)).toBeVisible())
    await canvas.findByRole('button', { name: words.jumpBack })
  },
}

function Arrivals(props: MessageListProps) {
  const room = longRoom(60)
  const [all, setAll] = useState<MessageListProps['messages']>(room)
  const more = [1, 2, 3].map((n) =>
    entry(jane, { message: `A new message, number ${n}`, timestamp: '2026-11-23T10:29:00Z' }),
  )
  return (
    <div style={{ padding: 12 }}>
      <button type="button" className="mc-button" onClick={() => setAll([...all, ...more])}>
        Receive three
      </button>
      <MessageList {...props} messages={all} />
    </div>
  )
}

function Jumping(props: MessageListProps) {
  const list = useRef<MessageListHandle>(null)
  const [room] = useState(() => longRoom(1000))
  return (
    <div style={{ padding: 12 }}>
      <button type="button" className="mc-button" onClick={() => list.current?.scrollToMessage('long-199')}>
        Go to message 200
      </button>
      <MessageList {...props} messages={room} handle={list} />
    </div>
  )
}
