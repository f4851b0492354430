// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RealtimeProvider, useChat, useNotifications, usePresence, useRooms, useWebSocket } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

afterEach(cleanup)

/** The server's WebSocket class, and the sockets made with it. */
function countSockets(server: MemoryServer) {
  const sockets: WebSocket[] = []
  class Counted extends server.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  return { sockets, Counted }
}

const Status = ({ name = room }: { name?: string }): ReactNode => <output>{useChat(name).connection.status}</output>

describe('connections', () => {
  test('in StrictMode, and with many components, there is one socket a room', async () => {
    const server = memoryServer()
    const { sockets, Counted } = countSockets(server)
    const { getAllByText } = render(
      <StrictMode>
        <RealtimeProvider
          url={server.url}
          currentUser={doctor}
          getToken={() => server.token(doctor.id)}
          WebSocket={Counted}
          fetch={server.fetch}
        >
          <Status />
          <Status />
        </RealtimeProvider>
      </StrictMode>,
    )
    await waitFor(() => expect(getAllByText('connected')).toHaveLength(2))
    expect(sockets).toHaveLength(1)
  })

  test('close when the screen goes, also while connecting, and leave nothing open', async () => {
    const server = memoryServer()
    const { sockets, Counted } = countSockets(server)
    const screen = (
      <RealtimeProvider
        url={server.url}
        currentUser={doctor}
        getToken={() => server.token(doctor.id)}
        WebSocket={Counted}
        fetch={server.fetch}
      >
        <Status />
      </RealtimeProvider>
    )
    for (let n = 0; n < 20; n += 1) {
      const { unmount } = render(screen)
      if (n % 2 === 0) await waitFor(() => expect(sockets.some(({ readyState }) => readyState === 1)).toBe(true))
      unmount()
    }
    await waitFor(() => expect(sockets.every(({ readyState }) => readyState === 3)).toBe(true))
  })

  test('another user sees nothing of the one before', async () => {
    const server = memoryServer()
    server.say(patient.id, 'clinic_1', 'for the clinic')
    const Texts = (): ReactNode => <output>{useChat('clinic_1').messages.map(({ message }) => message)}</output>
    const screen = (user: typeof doctor): ReactNode => (
      <RealtimeProvider
        url={server.url}
        currentUser={user}
        getToken={() => server.token(user.id)}
        WebSocket={server.WebSocket}
        fetch={server.fetch}
      >
        <Texts />
        <Status name="clinic_1" />
      </RealtimeProvider>
    )
    const { getByText, queryByText, rerender } = render(screen(doctor))
    await waitFor(() => getByText('for the clinic'))
    rerender(screen(patient))
    await waitFor(() => getByText('stopped'))
    expect(queryByText('for the clinic')).toBeNull()
  })
})

test('presence follows the rooms that are open', async () => {
  const server = memoryServer()
  const Seen = (): ReactNode => {
    useChat(room)
    return <output>{usePresence([patient.id]).presence[patient.id]?.status}</output>
  }
  const { getByText } = render(
    <RealtimeProvider
      url={server.url}
      currentUser={doctor}
      getToken={() => server.token(doctor.id)}
      WebSocket={server.WebSocket}
      fetch={server.fetch}
    >
      <Seen />
    </RealtimeProvider>,
  )
  await waitFor(() => getByText('offline'))
  server.setPresence(patient.id, 'busy')
  await waitFor(() => getByText('busy'))
})

test('a server renders the hooks without a connection', () => {
  const Screen = (): ReactNode => {
    const { messages, connection } = useChat(room)
    useNotifications()
    usePresence()
    useRooms()
    return (
      <p>
        {messages.length} {connection.status}
      </p>
    )
  }
  const html = renderToString(
    <RealtimeProvider url="https://chat.example.org" currentUser={doctor} getToken={() => 'token'}>
      <Screen />
    </RealtimeProvider>,
  )
  expect(html).toContain('idle')
})

describe('useWebSocket', () => {
  test('gives what the spec says, and onMessage sees every frame however React batches', async () => {
    const server = memoryServer()
    const seen: unknown[] = []
    const onMessage = vi.fn((message: unknown) => seen.push(message))
    const token = server.token(doctor.id)
    const Screen = (): ReactNode => {
      const { connectionStatus, lastMessage, sendMessage, reconnect } = useWebSocket(
        `ws://mediconnect.test/ws/chat/${room}/`,
        token,
        { onMessage, WebSocket: server.WebSocket },
      )
      return (
        <>
          <output>{connectionStatus}</output>
          <pre>{JSON.stringify(lastMessage)}</pre>
          <button onClick={() => sendMessage({ type: 'heartbeat', data: {} })}>beat</button>
          <button onClick={reconnect}>again</button>
        </>
      )
    }
    const { getByText } = render(
      <StrictMode>
        <Screen />
      </StrictMode>,
    )
    await waitFor(() => getByText('connected'))
    for (let n = 0; n < 200; n += 1) server.say(patient.id, room, `${n}`)
    await waitFor(() => getByText(/"message":"199"/))
    expect(seen.filter((frame) => JSON.stringify(frame).includes('"chat_message"'))).toHaveLength(200)
    getByText('beat').click()
    await waitFor(() => getByText(/"type":"heartbeat"/))
  })
})
