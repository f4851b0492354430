import type { ChatEntry } from '@mediconnect/protocol'
import { useEffect, useState } from 'react'
import type { CreateContestant } from '../contestant.ts'

/** The list of websockets-module.md as it stands there: the last frame is state, an effect appends it, every row is drawn. */
export const createContestant: CreateContestant = (messages) => {
  const socket: Socket = { count: messages.length }
  return {
    element: <ChatWindow socket={socket} initial={messages} />,
    receive: (data) => socket.onmessage?.({ type: 'chat_message', data }),
    count: () => socket.count,
    rowClass: 'spec-message',
    scroller: '.bench__list',
    input: '.bench__input',
  }
}

interface Frame {
  readonly type: 'chat_message'
  readonly data: ChatEntry
}

interface Socket {
  onmessage?: (frame: Frame) => void
  count: number
}

function useWebSocket(socket: Socket) {
  const [lastMessage, setLastMessage] = useState<Frame | null>(null)
  useEffect(() => {
    socket.onmessage = setLastMessage
    return () => {
      delete socket.onmessage
    }
  }, [socket])
  return { lastMessage }
}

function ChatWindow({ socket, initial }: { readonly socket: Socket; readonly initial: readonly ChatEntry[] }) {
  const { lastMessage } = useWebSocket(socket)
  const [messages, setMessages] = useState(initial)
  const [newMessage, setNewMessage] = useState('')

  useEffect(() => {
    if (lastMessage) setMessages((prev) => [...prev, lastMessage.data])
  }, [lastMessage])
  useEffect(() => {
    socket.count = messages.length
  }, [socket, messages])

  return (
    <div className="bench">
      <div className="bench__list">
        {messages.map((message) => (
          <MessageBubble key={message.id} message={message} />
        ))}
      </div>
      <textarea className="bench__input" value={newMessage} onChange={(event) => setNewMessage(event.target.value)} />
    </div>
  )
}

/** The page shows none: the least there can be. */
function MessageBubble({ message }: { readonly message: ChatEntry }) {
  return (
    <div className="spec-message">
      <strong>{message.sender.first_name}</strong>
      <p>{message.message}</p>
      <time>{message.timestamp.slice(11, 16)}</time>
    </div>
  )
}
