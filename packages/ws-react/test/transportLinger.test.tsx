// @vitest-environment happy-dom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { RealtimeProvider, useChat, useNotifications } from '../src/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor } from './people.ts'
import { isAlive } from './scriptedWebSocket.ts'

afterEach(cleanup)

const Chat = (): ReactNode => <output>{useChat(room).connection.status}</output>
const Bell = (): ReactNode => <output>{useNotifications().connection.status}</output>

test.each([
  ['a room', Chat],
  ['notifications', Bell],
])('the socket of %s is kept for a moment after the last component is gone, then closed', async (_, Part) => {
  const server = memoryServer()
  const sockets: WebSocket[] = []
  class Counted extends server.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  const screen = (parts: number): ReactNode => (
    <StrictMode>
      <RealtimeProvider
        url={server.url}
        currentUser={doctor}
        getToken={() => server.token(doctor.id)}
        WebSocket={Counted}
        fetch={server.fetch}
      >
        {Array.from({ length: parts }, (__, key) => (
          <Part key={key} />
        ))}
      </RealtimeProvider>
    </StrictMode>
  )
  const { rerender, getAllByText } = render(screen(2))
  await waitFor(() => expect(getAllByText('connected')).toHaveLength(2))

  // Another screen comes with the next task, as after a change of route.
  rerender(screen(0))
  await act(() => new Promise((resolve) => setTimeout(resolve)))
  expect(sockets.filter(isAlive)).toHaveLength(1)
  rerender(screen(1))
  await waitFor(() => expect(getAllByText('connected')).toHaveLength(1))
  expect(sockets).toHaveLength(1)

  rerender(screen(0))
  await waitFor(() => expect(sockets.filter(isAlive)).toHaveLength(0), { timeout: 4_000 })
})
