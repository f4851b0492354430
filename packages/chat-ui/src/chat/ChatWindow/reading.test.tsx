import type { MemoryServer } from '@mediconnect/ws-react/testing'
import { createFaults, createMemoryServer } from '@mediconnect/ws-react/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ROOM } from '../../../fixtures/conversation.ts'
import { chatScreen, connectionOf, openChat } from '../../../fixtures/openChat.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { countSockets } from '../../../fixtures/countSockets.ts'
import { clinic } from '../../../fixtures/clinic.ts'

/** How long a row must be in view. */
const SEEN_MS = 500
const WAIT = { timeout: 10_000 }
const A_MINUTE_MS = 60_000

let hasFocus: { mockReturnValue(value: boolean): unknown }
beforeEach(() => {
  hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function freezeTime() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
}

/** Time for the observer to see which rows are in view. */
async function aFewFrames() {
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame)
}

function look(isLooking: boolean) {
  hasFocus.mockReturnValue(isLooking)
  window.dispatchEvent(new Event(isLooking ? 'focus' : 'blur'))
}

const isRead = (server: MemoryServer) => server.messages(ROOM).at(-1)?.is_read

test('a message is read half a second after half of it came into view, and not before', async () => {
  const server = clinic()
  await openChat({ server })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await expect.poll(() => isRead(server), WAIT).toBe(true)
  const shown = new Promise<number>((resolve) => {
    new MutationObserver(() => {
      if (page.getByText('Are you there?').query()) resolve(performance.now())
    }).observe(document.body, { subtree: true, childList: true })
  })
  server.say(jane.id, ROOM, 'Are you there?')
  const shownAt = await shown
  await expect.poll(() => isRead(server), { ...WAIT, interval: 10 }).toBe(true)
  expect(performance.now() - shownAt).toBeGreaterThanOrEqual(SEEN_MS)
})

test('a look of less than half a second reads nothing', async () => {
  const server = clinic()
  look(false)
  await openChat({ server })
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  await expect.poll(connectionOf, WAIT).toBe('connected')
  freezeTime()
  look(true)
  await aFewFrames()
  vi.advanceTimersByTime(SEEN_MS - 50)
  look(false)
  await aFewFrames()
  vi.advanceTimersByTime(A_MINUTE_MS)
  expect(isRead(server)).toBe(false)
  vi.useRealTimers()
  look(true)
  await expect.poll(() => isRead(server), WAIT).toBe(true)
})

test('what is below the view is not read until the reader comes to it', async () => {
  const server = createMemoryServer()
  server.say(jane.id, ROOM, 'The first line')
  for (let index = 0; index < 30; index += 1) server.say(john.id, ROOM, `Line ${index}`)
  await openChat({ server })
  await expect.element(page.getByText('Line 29')).toBeVisible()
  await expect.poll(connectionOf, WAIT).toBe('connected')
  const scroller = document.querySelector('.mc-message-list__scroller')
  if (!scroller) throw new Error('There is no transcript.')
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true }))
  scroller.scrollTop = scroller.scrollHeight / 2
  server.say(jane.id, ROOM, 'Below the view')
  await expect.element(page.getByRole('button', { name: /1 new message/ })).toBeVisible()
  expect(server.messages(ROOM)[0]?.is_read).toBe(false)
  scroller.scrollTop = 0
  // What is in view is read in the same time.
  await expect.poll(() => server.messages(ROOM)[0]?.is_read, WAIT).toBe(true)
  expect(isRead(server)).toBe(false)
  await page.getByRole('button', { name: /1 new message/ }).click()
  await expect.poll(() => isRead(server), WAIT).toBe(true)
})

test('the unread line stays although all is read, until the reader has left and come back', async () => {
  const server = clinic()
  const sockets = countSockets(server.WebSocket)
  const line = page.getByText('New messages', { exact: true })
  const screen = await openChat({ server, WebSocket: sockets.WebSocket })
  await expect.poll(() => isRead(server), WAIT).toBe(true)
  await expect.element(line).toBeVisible()
  server.say(jane.id, ROOM, 'One more')
  await expect.poll(() => isRead(server), WAIT).toBe(true)
  await expect.element(line).toBeVisible()
  await screen.rerender(chatScreen({ server, roomName: 'clinic_1', WebSocket: sockets.WebSocket }))
  await expect.poll(() => sockets.open().some((url) => url.includes(ROOM)), { timeout: 5000 }).toBe(false)
  await screen.rerender(chatScreen({ server, WebSocket: sockets.WebSocket }))
  await expect.element(page.getByText('One more')).toBeVisible()
  await expect.element(line).not.toBeInTheDocument()
})

test('what was seen without a connection is told once there is one', async () => {
  const server = clinic()
  const faults = createFaults(server)
  look(false)
  await openChat({ server, faults })
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  await expect.poll(connectionOf, WAIT).toBe('connected')
  faults.cut()
  await expect.poll(connectionOf, WAIT).toBe('waiting')
  freezeTime()
  look(true)
  await aFewFrames()
  vi.advanceTimersByTime(SEEN_MS)
  look(false)
  vi.useRealTimers()
  expect(isRead(server)).toBe(false)
  faults.restore()
  window.dispatchEvent(new Event('online'))
  await expect.poll(() => isRead(server), WAIT).toBe(true)
})
