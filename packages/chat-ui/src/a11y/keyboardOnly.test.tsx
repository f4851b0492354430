import { RealtimeProvider } from '@mediconnect/ws-react'
import { createFaults, type MemoryServer } from '@mediconnect/ws-react/testing'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../fixtures/clinic.ts'
import { ROOM } from '../../fixtures/conversation.ts'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { notifications } from '../../fixtures/notifications.ts'
import { bubbleOf, connectionOf } from '../../fixtures/openChat.tsx'
import { jane, john } from '../../fixtures/people.ts'
import { ChatWindow } from '../chat/ChatWindow/ChatWindow.tsx'
import { LocaleProvider } from '../i18n/LocaleProvider.tsx'
import { NotificationManager } from '../notifications/NotificationManager/NotificationManager.tsx'

/** More than there are tab stops on the page. */
const MANY = 40

const focused = () => document.activeElement
const nameOf = (element: Element | null) => element?.getAttribute('aria-label') ?? spokenText(element).trim()
const spokenText = (element: Element | null) =>
  [...(element?.childNodes ?? [])]
    .filter((node) => !(node instanceof Element && node.ariaHidden))
    .map((node) => node.textContent)
    .join('')
const isRow = () => focused()?.matches('article[data-key]') ?? false
const isBox = () => focused()?.matches('textarea') ?? false

/** Presses Tab until `reached`, and gives how often that was. */
async function tabUntil(reached: () => boolean, key = '{Tab}'): Promise<number> {
  for (let presses = 1; presses <= MANY; presses++) {
    await userEvent.keyboard(key)
    if (reached()) return presses
  }
  throw new Error(`Tab does not get there; the focus is on: ${focused()?.outerHTML.slice(0, 200) ?? 'nothing'}`)
}

const tabTo = (name: string | RegExp, key = '{Tab}') =>
  tabUntil(() => (typeof name === 'string' ? nameOf(focused()) === name : name.test(nameOf(focused()))), key)
const BACK = '{Shift>}{Tab}{/Shift}'

function app(server: MemoryServer, faults = createFaults(server)) {
  return (
    // What is recorded is timed.
    <LocaleProvider now={Date.now}>
      <RealtimeProvider {...server.as(john.id)} WebSocket={faults.WebSocket} fetch={faults.fetch} storage="memory">
        <NotificationManager onNavigate={vi.fn()} align="start" />
        <ChatWindow
          roomName={ROOM}
          currentUser={john}
          targetUser={jane}
          headerActions={<button type="button">Call</button>}
          style={{ blockSize: 480 }}
        />
      </RealtimeProvider>
    </LocaleProvider>
  )
}

async function open(server: MemoryServer, faults = createFaults(server)) {
  await renderPart(app(server, faults))
  await expect.poll(connectionOf, { timeout: 10_000 }).toBe('connected')
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
}

test('a message is read, written, sent again, and its menu opened, by keys alone', async () => {
  const server = clinic()
  const faults = createFaults(server)
  await open(server, faults)
  await tabUntil(isRow)
  await userEvent.keyboard('{Home}')
  await expect.poll(() => focused()?.textContent).toContain('Good afternoon Dr Smith')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(nameOf(focused())).toBe('Open arm.jpg')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog', { name: 'arm.jpg' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => nameOf(focused())).toBe('Open arm.jpg')
  await userEvent.keyboard('{Escape}')
  expect(isRow()).toBe(true)

  await userEvent.keyboard('{F6}')
  expect(isBox()).toBe(true)
  await userEvent.keyboard('See you on Thursday{Enter}')
  await expect.poll(() => server.messages(ROOM).at(-1)?.message).toBe('See you on Thursday')
  expect(isBox()).toBe(true)

  faults.cut()
  await expect.poll(connectionOf, { timeout: 10_000 }).toBe('waiting')
  await userEvent.keyboard('Refused at first{Enter}')
  await userEvent.keyboard('{Shift>}{F6}{/Shift}')
  await expect.poll(isRow).toBe(true)
  server.leave(john.id, ROOM)
  faults.restore()
  window.dispatchEvent(new Event('online'))
  await expect.poll(() => bubbleOf('Refused at first')?.getAttribute('data-state')).toBe('failed')
  server.join(john.id, ROOM)
  await userEvent.keyboard('{End}{Shift>}{F10}{/Shift}')
  await expect.poll(() => nameOf(focused())).toBe('Retry')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => server.messages(ROOM).at(-1)?.message).toBe('Refused at first')
  expect(isRow()).toBe(true)
})

test('a file and a voice message are sent by keys alone', async () => {
  const server = clinic()
  await open(server)
  await tabUntil(isBox)
  await tabTo('Attach a file', BACK)
  const picker = document.querySelector<HTMLInputElement>('input[type="file"]')
  const asked = vi.fn((event: Event) => event.preventDefault())
  if (!picker) throw new Error('There is no way to pick a file.')
  picker.addEventListener('click', asked)
  await userEvent.keyboard('{Enter}')
  expect(asked).toHaveBeenCalledOnce()
  // The browser's own window takes over here.
  await userEvent.upload(picker, new File(['%PDF'], 'plan.pdf', { type: 'application/pdf' }))
  await expect.element(page.getByText('plan.pdf')).toBeVisible()
  await expect.poll(isBox).toBe(true)
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => server.messages(ROOM).at(-1)?.metadata.file_name).toBe('plan.pdf')

  await tabTo('Record a voice message')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Send voice message' })).toBeVisible()
  await tabTo('Send voice message')
  // Some sound first.
  await expect.element(page.getByText(/0:01/)).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => server.messages(ROOM).at(-1)?.message_type).toBe('voice')
  await expect.poll(isBox).toBe(true)
})

test('notifications are opened, filtered, marked as read and acknowledged by keys alone', async () => {
  const server = clinic()
  for (const notification of notifications) server.notify(john.id, notification)
  await open(server)
  await expect.element(page.getByRole('alert')).toBeVisible()
  await tabTo('Acknowledge')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Notifications, 2 unread' })).toBeVisible()
  expect(focused()).not.toBe(document.body)

  await tabTo('Notifications, 2 unread', BACK)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible()
  await tabTo(/^Appointments/)
  await userEvent.keyboard(' ')
  await expect.poll(() => document.querySelectorAll('.mc-notification').length).toBe(1)
  await tabTo(/^Mark as read: Appointment/)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible()
  expect(page.getByRole('dialog').element().contains(focused())).toBe(true)
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(nameOf(focused())).toBe('Notifications, 1 unread')
})

test('from the header to the box there are at most four tab stops, however many messages with links there are', async () => {
  const server = clinic()
  for (let count = 0; count < 150; count++)
    server.say(jane.id, ROOM, `See https://example.org/${count} and tel:+15550100`)
  await renderPart(app(server))
  await expect.element(page.getByText('https://example.org/149')).toBeVisible()
  await tabTo('Call')
  expect(await tabUntil(isRow)).toBeLessThanOrEqual(4)
  await userEvent.keyboard('{Home}')
  await expect.element(page.getByRole('button', { name: /latest/ })).toBeVisible()
  await tabTo('Call', BACK)
  expect(await tabUntil(isBox)).toBeLessThanOrEqual(4)
})

test('F6 goes round header, transcript and box; Shift+F6 the other way', async () => {
  await open(clinic())
  await tabTo('Call')
  await userEvent.keyboard('{F6}')
  expect(isRow()).toBe(true)
  await userEvent.keyboard('{F6}')
  expect(isBox()).toBe(true)
  await userEvent.keyboard('{F6}')
  expect(nameOf(focused())).toBe('Call')
  await userEvent.keyboard('{Shift>}{F6}{/Shift}')
  expect(isBox()).toBe(true)
})
