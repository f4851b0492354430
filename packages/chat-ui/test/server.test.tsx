import { RealtimeProvider } from '@mediconnect/ws-react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ROOM } from '../fixtures/conversation.ts'
import { jane, john } from '../fixtures/people.ts'
import { ChatWindow, NotificationManager } from '../src/index.ts'

test('a server without a window renders both containers, and opens nothing', () => {
  expect(globalThis).not.toHaveProperty('window')
  const html = renderToString(
    <RealtimeProvider
      url="https://chat.example.org"
      currentUser={john}
      getToken={() => 'token'}
      fetch={() => Promise.reject(new Error('A server fetches nothing for a screen.'))}
    >
      <NotificationManager />
      <ChatWindow roomName={ROOM} currentUser={john} targetUser={jane} />
    </RealtimeProvider>,
  )
  for (const text of ['Jane Doe', 'Message Jane', 'Notifications']) expect(html).toContain(text)
})
