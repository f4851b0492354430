import { ChatWindow } from '@mediconnect/chat-ui'
import '@mediconnect/chat-ui/styles.css'
import type { ChatEntry } from '@mediconnect/protocol'
import { RealtimeProvider } from '@mediconnect/ws-react'
import { createMemoryServer } from '@mediconnect/ws-react/testing'
import type { CreateContestant } from '../contestant.ts'
import { PARTNER, READER, ROOM } from '../messages.ts'

/** The whole window with its data layer, at the test kit's server: what an application really runs. */
export const createContestant: CreateContestant = (messages) => {
  const server = createMemoryServer({
    users: [READER, PARTNER],
    rooms: [{ name: ROOM, members: [READER.id, PARTNER.id] }],
  })
  const say = ({ sender, message, timestamp }: ChatEntry) => server.say(sender.id, ROOM, { message, timestamp })
  for (const each of messages) say(each)
  const signIn = server.as(READER.id)
  return {
    element: (
      <RealtimeProvider {...signIn} fetch={withoutPages(signIn.fetch, () => server.messages(ROOM))} storage="memory">
        <div className="bench">
          <ChatWindow roomName={ROOM} currentUser={READER} targetUser={PARTNER} style={{ flex: 1, minBlockSize: 0 }} />
        </div>
      </RealtimeProvider>
    ),
    receive: say,
    count: () => Number(document.querySelector('[role=feed] article')?.getAttribute('aria-setsize')),
    rowClass: 'mc-message-row',
    scroller: '.mc-message-list__scroller',
    input: 'textarea',
  }
}

/** Gives all of a room at once, so that a window with many messages need not be scrolled together. */
function withoutPages(fetch: typeof globalThis.fetch, messages: () => readonly unknown[]): typeof globalThis.fetch {
  return (input, init) => {
    const { href } = new URL(input instanceof Request ? input.url : input)
    if (!href.includes('page=1&')) return fetch(input, init)
    return Promise.resolve(Response.json({ results: messages().toReversed(), has_more: false, unread_count: 0 }))
  }
}
