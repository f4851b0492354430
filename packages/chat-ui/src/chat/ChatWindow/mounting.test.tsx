import { RealtimeProvider } from '@mediconnect/ws-react'
import type { MemoryServer } from '@mediconnect/ws-react/testing'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { countSockets } from '../../../fixtures/countSockets.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { bubbleOf, connectionOf } from '../../../fixtures/openChat.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { LocaleProvider } from '../../i18n/LocaleProvider.tsx'
import { NotificationManager } from '../../notifications/NotificationManager/NotificationManager.tsx'
import { ChatWindow } from './ChatWindow.tsx'

const MOUNTS = 100
const WAIT = { timeout: 10_000 }

afterEach(() => {
  vi.restoreAllMocks()
})

interface AppProps {
  readonly server: MemoryServer
  readonly WebSocket?: MemoryServer['WebSocket']
  /** @default true */
  readonly isOpen?: boolean
}

function App({ server, WebSocket = server.WebSocket, isOpen = true }: AppProps) {
  return (
    <StrictMode>
      <RealtimeProvider {...server.as(john.id)} WebSocket={WebSocket} storage="memory">
        {isOpen && (
          <>
            <NotificationManager />
            <ChatWindow roomName={ROOM} currentUser={john} targetUser={jane} style={{ blockSize: 500 }} />
          </>
        )}
      </RealtimeProvider>
    </StrictMode>
  )
}

test('in StrictMode there is one socket for the room and one for notifications, and each message goes out once', async () => {
  const server = clinic()
  const sent: string[] = []
  const { WebSocket, made } = countSockets(
    class extends server.WebSocket {
      override send(data: string) {
        sent.push(String(data))
        super.send(data)
      }
    },
  )
  await renderPart(<App server={server} WebSocket={WebSocket} />)
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await userEvent.type(page.getByRole('textbox'), 'Once only{Enter}')
  await expect.poll(() => bubbleOf('Once only')?.getAttribute('data-state'), WAIT).toMatch(/sent|delivered/)
  expect(made.map((url) => new URL(url).pathname).toSorted()).toEqual([`/ws/chat/${ROOM}/`, '/ws/notifications/'])
  expect(sent.filter((frame) => frame.includes('Once only'))).toHaveLength(1)
  expect(sent.filter((frame) => frame.includes('typing_start'))).toHaveLength(1)
})

test('a hundred visits leave no socket, no listener and no observer behind', async () => {
  const server = clinic()
  const { WebSocket, open, made } = countSockets(server.WebSocket)
  const listeners = [countListeners(window), countListeners(document)]
  const observers = countObservers()
  const screen = await renderPart(<App server={server} WebSocket={WebSocket} isOpen={false} />)
  const counts = () => [...listeners.map((count) => count()), observers()]
  const visit = async () => {
    await screen.rerender(<App server={server} WebSocket={WebSocket} />)
    await expect.element(page.getByText(/much calmer this morning/)).toBeInTheDocument()
    await screen.rerender(<App server={server} WebSocket={WebSocket} isOpen={false} />)
  }
  // What is made once and stays, such as the provider's own, is there after the first.
  await visit()
  await expect.poll(() => made.length).toBe(2)
  await expect.poll(open, WAIT).toEqual([])
  const before = counts()
  for (let count = 0; count < MOUNTS; count += 1) await visit()
  await expect.poll(open, WAIT).toEqual([])
  await expect.poll(counts, WAIT).toEqual(before)
}, 60_000)

test('the browser takes over what a server rendered without a warning', async () => {
  const recovered: unknown[] = []
  const server = clinic()
  const app = (
    <LocaleProvider timeZone="UTC" locale="en">
      <App server={server} />
    </LocaleProvider>
  )
  const place = document.createElement('div')
  place.append(...new DOMParser().parseFromString(renderToString(app), 'text/html').body.childNodes)
  document.body.append(place)
  // React 18 has some of its own for the server.
  const warned = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
  const section = place.querySelector('.mc-chat-window')
  expect(section).not.toBeNull()
  const root = hydrateRoot(place, app, { onRecoverableError: (error) => recovered.push(error) })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  expect(place.querySelector('.mc-chat-window')).toBe(section)
  expect(recovered).toEqual([])
  for (const spy of warned) expect(spy).not.toHaveBeenCalled()
  root.unmount()
  place.remove()
})

/** How many listeners there are more than now. */
function countListeners(target: EventTarget): () => number {
  const live = new Map<string, Set<unknown>>()
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)
  vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
    if (listener) live.set(type, (live.get(type) ?? new Set()).add(listener))
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => live.get(type)?.delete(listener))
    add(type, listener, options)
  })
  vi.spyOn(target, 'removeEventListener').mockImplementation((type, listener, options) => {
    live.get(type)?.delete(listener)
    remove(type, listener, options)
  })
  return () => [...live.values()].reduce((sum, { size }) => sum + size, 0)
}

/** How many observers are connected. */
function countObservers(): () => number {
  const live = new Set<unknown>()
  for (const { prototype } of [MutationObserver, IntersectionObserver, ResizeObserver]) {
    const { observe, disconnect } = prototype
    vi.spyOn(prototype, 'observe').mockImplementation(function (this: unknown, ...args: unknown[]) {
      live.add(this)
      Reflect.apply(observe, this, args)
    })
    vi.spyOn(prototype, 'disconnect').mockImplementation(function (this: unknown) {
      live.delete(this)
      Reflect.apply(disconnect, this, [])
    })
  }
  return () => live.size
}
