import './base.css'
import '@mediconnect/chat-ui/styles.css'
import './controls/controls.css'
import { UserSchema } from '@mediconnect/protocol'
import { createMemoryServer, type MemoryServer } from '@mediconnect/ws-react/testing'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { App } from './App.tsx'
import { DR_SMITH, PATIENT_DOE } from './session/demoUsers.ts'

/** What must be found nowhere but on the screen. */
const PRIVATE = ['Jane', 'Doe', 'potassium', 'dizzy', 'cream', 'labs.pdf', 'biopsy']
const ROOM = '123_456'

const logged: unknown[] = []

beforeEach(async () => {
  await page.viewport(1200, 800)
  sessionStorage.clear()
  logged.length = 0
  location.hash = ''
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...said: unknown[]) => logged.push(...said.map(String)))
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A clinic in memory that also signs in, in place of the page's own server. */
function serveClinic(): MemoryServer {
  const users = [DR_SMITH, PATIENT_DOE].map((user) => v.parse(UserSchema, user))
  const server = createMemoryServer({ users, rooms: [{ name: ROOM, members: [DR_SMITH.id, PATIENT_DOE.id] }] })
  server.say(PATIENT_DOE.id, ROOM, 'I feel dizzy.')
  server.notify(DR_SMITH.id, { title: 'potassium 6.4', message: 'Jane Doe', priority: 'critical' })
  vi.stubGlobal('WebSocket', server.WebSocket)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (pathname === '/api/token/') return Response.json({ access: server.token(DR_SMITH.id), refresh: 'refresh' })
    if (pathname === '/api/token/refresh/') return Response.json({ access: server.token(DR_SMITH.id) })
    if (pathname === '/api/users/me/') return Response.json({ ...DR_SMITH, status: 'online', last_seen: null })
    return server.fetch(request)
  })
  return server
}

/** What of a patient's can be read outside the screen and the encrypted database. */
function leaks(): string[] {
  const places = {
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    title: document.title,
    address: decodeURIComponent(location.href) + JSON.stringify(history.state),
    console: JSON.stringify(logged),
    cookie: document.cookie,
  }
  return Object.entries(places).flatMap(([place, text]) =>
    PRIVATE.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${word} in ${place}`),
  )
}

test('nothing of a patient is in storage, title, address or console while the demo is used, and nothing at all after', async () => {
  const server = serveClinic()
  const screen = await render(<App />)
  const chat = screen.getByTestId(`chat-${ROOM}`)
  await screen.getByTestId('sign-in-dr_smith').click()
  await screen.getByTestId(`room-${ROOM}`).click()
  await expect.element(chat.getByText('I feel dizzy.').first()).toBeVisible()
  expect(leaks()).toEqual([])

  const composer = screen.getByRole('textbox', { name: /^Message / })
  await composer.fill('Use the cream.')
  await userEvent.keyboard('{Enter}')
  await expect.element(chat.getByText('Use the cream.').first()).toBeVisible()
  await composer.fill('A draft about the biopsy')
  server.say(PATIENT_DOE.id, ROOM, {
    message: '',
    message_type: 'file',
    metadata: { file_url: '/api/uploads/1/Jane-Doe-labs.pdf', file_name: 'Jane-Doe-labs.pdf', file_size: 8 },
  })
  await expect.element(chat.getByText('Jane-Doe-labs.pdf').first()).toBeVisible()
  expect(leaks()).toEqual([])

  await screen.getByRole('button', { name: /^Notifications, / }).click()
  await expect.element(screen.getByText('potassium 6.4').first()).toBeVisible()
  await screen.getByRole('button', { name: 'Acknowledge' }).click()
  server.say(PATIENT_DOE.id, ROOM, 'Jane says thank you.')
  await expect.element(chat.getByText('Jane says thank you.').first()).toBeVisible()
  expect(leaks()).toEqual([])

  await screen.getByTestId('account-menu').click()
  await screen.getByTestId('status-busy').click()
  expect(sessionStorage.getItem('mediconnect-status:123')).toBe('busy')
  await screen.getByTestId('account-menu').click()
  await screen.getByTestId('sign-out').click()
  await expect.element(screen.getByTestId('sign-in-dr_smith')).toBeVisible()
  expect(leaks()).toEqual([])
  expect({ ...sessionStorage }).toEqual({})
  expect(document.body.textContent).not.toContain('potassium')
})

test('signing out with something unsent asks first', async () => {
  const server = serveClinic()
  const screen = await render(<App />)
  const chat = screen.getByTestId(`chat-${ROOM}`)
  await screen.getByTestId('sign-in-dr_smith').click()
  await screen.getByTestId(`room-${ROOM}`).click()
  await expect.element(chat.getByText('I feel dizzy.').first()).toBeVisible()
  server.hold()
  await screen.getByRole('textbox', { name: /^Message / }).fill('Use the cream.')
  await userEvent.keyboard('{Enter}')
  await expect.element(chat.getByText('Use the cream.').first()).toBeVisible()
  await screen.getByTestId('account-menu').click()
  await screen.getByTestId('sign-out').click()
  await expect.element(screen.getByRole('dialog', { name: 'One message is not sent yet' })).toBeVisible()
  await screen.getByTestId('stay').click()
  await expect.element(chat.getByText('Use the cream.').first()).toBeVisible()
  await screen.getByTestId('account-menu').click()
  await screen.getByTestId('sign-out').click()
  await screen.getByTestId('sign-out-anyway').click()
  await expect.element(screen.getByTestId('sign-in-dr_smith')).toBeVisible()
})
