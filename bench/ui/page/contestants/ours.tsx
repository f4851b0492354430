import { MessageInput, MessageList } from '@mediconnect/chat-ui'
import '@mediconnect/chat-ui/styles.css'
import type { CreateContestant } from '../contestant.ts'
import { createFeed, useFeed, type Feed } from '../feed.ts'
import { READER } from '../messages.ts'

/** Our list and box with everything on: grouping, dates, delivery states, a feed of articles. */
export const createContestant: CreateContestant = (messages) => {
  const feed = createFeed(messages)
  return {
    element: <Ours feed={feed} />,
    receive: feed.append,
    prepend: feed.prepend,
    count: () => feed.snapshot().length,
    rowClass: 'mc-message-row',
    scroller: '.mc-message-list__scroller',
    input: 'textarea',
  }
}

function Ours({ feed }: { readonly feed: Feed }) {
  const messages = useFeed(feed)
  return (
    <div className="bench">
      <MessageList messages={messages} currentUserId={READER.id} style={{ flex: 1, minBlockSize: 0 }} />
      <MessageInput />
    </div>
  )
}
