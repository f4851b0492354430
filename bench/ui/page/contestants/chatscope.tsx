import { ChatContainer, MainContainer, Message, MessageInput, MessageList } from '@chatscope/chat-ui-kit-react'
import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css'
import type { CreateContestant } from '../contestant.ts'
import { createFeed, useFeed, type Feed } from '../feed.ts'
import { READER } from '../messages.ts'

/** A kit many use, as its documentation shows it. */
export const createContestant: CreateContestant = (messages) => {
  const feed = createFeed(messages)
  return {
    element: <Chatscope feed={feed} />,
    receive: feed.append,
    prepend: feed.prepend,
    count: () => feed.snapshot().length,
    rowClass: 'cs-message',
    scroller: '.cs-message-list__scroll-wrapper',
    input: '.cs-message-input__content-editor',
  }
}

function Chatscope({ feed }: { readonly feed: Feed }) {
  const messages = useFeed(feed)
  return (
    <MainContainer style={{ blockSize: '100%' }}>
      <ChatContainer>
        <MessageList>
          {messages.map(({ key, message, timestamp, sender }) => (
            <Message
              key={key}
              model={{
                message,
                sentTime: timestamp,
                sender: sender.first_name,
                direction: sender.id === READER.id ? 'outgoing' : 'incoming',
                position: 'single',
                type: 'text',
              }}
            />
          ))}
        </MessageList>
        <MessageInput placeholder="Write a message" />
      </ChatContainer>
    </MainContainer>
  )
}
