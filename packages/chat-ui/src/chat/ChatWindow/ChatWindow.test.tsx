import { RealtimeProvider } from '@mediconnect/ws-react'
import type { MemoryServer } from '@mediconnect/ws-react/testing'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { jane, john, lee } from '../../../fixtures/people.ts'
import { ChatWindow } from './ChatWindow.tsx'

afterEach(() => {
  vi.restoreAllMocks()
})

function screenOf(server: MemoryServer, roomName = ROOM) {
  return (
    <StrictMode>
      <RealtimeProvider
        url={server.url}
        currentUser={john}
        getToken={() => server.token(john.id)}
        WebSocket={server.WebSocket}
        fetch={server.fetch}
        storage="memory"
      >
        <ChatWindow
          roomName={roomName}
          currentUser={john}
          targetUser={roomName === ROOM ? jane : undefined}
          style={{ blockSize: 500 }}
        />
      </RealtimeProvider>
    </StrictMode>
  )
}

const open = (server: MemoryServer) => renderPart(screenOf(server))

const isConnected = () => document.querySelector('.mc-chat-window')?.getAttribute('data-connection')

async function unreadOf(server: MemoryServer): Promise<unknown> {
  const response = await server.fetch(`${server.url}/api/rooms/${ROOM}/messages/`, {
    headers: { Authorization: `Bearer ${server.token(john.id)}` },
  })
  const text = await response.text()
  return /"unread_count":(\d+)/.exec(text)?.[1]
}

test('messages are read once the reader looks at the page, and not before', async () => {
  const looks = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  const server = clinic()
  await open(server)
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  await expect.poll(isConnected).toBe('connected')
  expect(await unreadOf(server)).toBe('1')
  looks.mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
  await expect.poll(() => unreadOf(server)).toBe('0')
})

test('a message appears at once, then as read when the other has read it', async () => {
  const server = clinic()
  await open(server)
  await expect.poll(isConnected).toBe('connected')
  server.hold()
  await userEvent.type(page.getByRole('textbox'), 'On Thursday?{Enter}')
  await expect.element(page.getByText('On Thursday?')).toBeVisible()
  const bubble = () => page.getByText('On Thursday?').element().closest('.mc-message')
  expect(bubble()?.getAttribute('data-state')).toMatch(/queued|sending/)
  const element = bubble()
  server.release()
  server.read(jane.id, ROOM)
  await expect.poll(() => bubble()?.getAttribute('data-state')).toBe('read')
  expect(bubble()).toBe(element)
})

test('the box stays usable without a connection, and what was written arrives when it is back', async () => {
  const server = clinic()
  await open(server)
  await expect.poll(isConnected).toBe('connected')
  server.cut()
  await expect.element(page.getByText('No connection')).toBeVisible()
  await userEvent.type(page.getByRole('textbox'), 'This waits{Enter}')
  await expect.element(page.getByText('Waiting to be sent')).toBeVisible()
  server.restore()
  // Not the button: the next attempt may come first, and take it away.
  window.dispatchEvent(new Event('online'))
  await expect
    .poll(() => page.getByText('This waits').element().closest('.mc-message')?.getAttribute('data-state'))
    .toMatch(/sent|delivered/)
})

test('the line above what is new stands there although it is read at once', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const server = clinic()
  await open(server)
  await expect.poll(() => unreadOf(server)).toBe('0')
  await expect.element(page.getByText('New messages', { exact: true })).toBeVisible()
})

test('a third person who writes in a room of two is named', async () => {
  const server = clinic()
  await open(server)
  await expect.poll(isConnected).toBe('connected')
  server.say(lee.id, ROOM, 'From the care team')
  await expect.element(page.getByText('From the care team')).toBeVisible()
  const sender = () => page.getByText('From the care team').element().closest('.mc-message')
  await expect.poll(() => sender()?.querySelector('.mc-message__sender')?.textContent).toBe('Minh Lee')
})

test('a draft is there again after another room was looked at', async () => {
  const server = clinic()
  const screen = await open(server)
  await userEvent.type(page.getByRole('textbox'), 'half a sent')
  await screen.rerender(screenOf(server, 'clinic_1'))
  await expect.element(page.getByRole('textbox')).toHaveValue('')
  await screen.rerender(screenOf(server, ROOM))
  await expect.element(page.getByRole('textbox')).toHaveValue('half a sent')
})
