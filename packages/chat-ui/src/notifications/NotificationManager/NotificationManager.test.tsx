import type { NotificationServerFrame } from '@mediconnect/protocol'
import { RealtimeProvider, useRealtimeClient, type RealtimeClient } from '@mediconnect/ws-react'
import { createMemoryServer, type MemoryServer } from '@mediconnect/ws-react/testing'
import { useEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { appointment, billing, critical, message } from '../../../fixtures/notifications.ts'
import { john } from '../../../fixtures/people.ts'
import type { NotificationBellProps } from '../NotificationBell/NotificationBell.tsx'
import type { NotificationPreferences } from '../interruptions/preferences.ts'
import { NotificationManager, type NotificationManagerProps } from './NotificationManager.tsx'

const IN_BACKGROUND: NotificationPreferences = { background: true, sound: false }

/** Parts of it are loaded when they are first wanted. */
const WAIT = { timeout: 10_000 }
let server: MemoryServer
beforeEach(async () => {
  // Wide enough for a panel beside the bell, and none of a test before.
  await page.viewport(1_024, 700)
  server = createMemoryServer({ users: [john], rooms: [] })
  clients.clear()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
  document.title = ''
})

function Screen({
  onClient,
  ...props
}: NotificationManagerProps & { readonly onClient?: (c: RealtimeClient) => void }) {
  return (
    <RealtimeProvider {...server.as(john.id)} storage="memory">
      <NotificationManager align="start" {...props} />
      {onClient && <Client onClient={onClient} />}
    </RealtimeProvider>
  )
}

function Client({ onClient }: { readonly onClient: (client: RealtimeClient) => void }) {
  const client = useRealtimeClient()
  useEffect(() => {
    onClient(client)
  }, [client, onClient])
  return null
}

/** Every connection of those on the page is there: what comes now comes live. */
const clients = new Set<RealtimeClient>()
const heard = (client: RealtimeClient) => void clients.add(client)
async function connected(count = 1) {
  await vi.waitFor(() => {
    const states = [...clients].map(({ store }) => store.getState().connections.notifications?.status)
    expect(states.filter((status) => status === 'connected')).toHaveLength(count)
  }, WAIT)
}

const bell = (unread: number) =>
  page.getByRole('button', { name: unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`, exact: true })

/** Those the server has. */
async function stored(): Promise<number> {
  const { fetch, url, getToken } = server.as(john.id)
  const headers = { authorization: `Bearer ${getToken()}` }
  const text = await (await fetch(`${url}/api/notifications/`, { headers })).text()
  return text.split('"created_at"').length - 1
}

/** Records what the browser is asked to show; it may, or the user has not been asked. */
function stubBrowser(permission: NotificationPermission) {
  const shown: { title: string; body: string | undefined; tag: string | undefined; press: () => void }[] = []
  const asked = vi.fn(() => Promise.resolve('granted' as const))
  class FakeNotification extends EventTarget {
    static permission = permission
    static requestPermission = asked
    onclick: (() => void) | undefined
    constructor(title: string, { body, tag }: NotificationOptions) {
      super()
      shown.push({ title, body, tag, press: () => this.onclick?.() })
    }
    close() {}
  }
  vi.stubGlobal('Notification', FakeNotification)
  return { shown, asked }
}

function lookAway() {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  window.dispatchEvent(new Event('blur'))
}

function lookBack() {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
}

const FRAMES: readonly NotificationServerFrame[] = [
  { type: 'new_notification', data: { ...appointment, created_at: '2026-11-23T10:01:00Z' } },
  { type: 'new_notification', data: { ...message, created_at: '2026-11-23T10:02:00Z' } },
  { type: 'new_notification', data: { ...billing, read_at: null, created_at: '2026-11-23T10:03:00Z' } },
  { type: 'notification_read', data: { notification_id: appointment.id, read_at: '2026-11-23T10:04:00Z' } },
  {
    type: 'bulk_update',
    data: {
      action: 'mark_all_read',
      affected_count: 1,
      notification_type: 'billing',
      timestamp: '2026-11-23T10:05:00Z',
    },
  },
  {
    type: 'unread_count_update',
    data: { total_unread: 1, by_type: { message: 1 }, timestamp: '2026-11-23T10:06:00Z' },
  },
]

/** Every rotation of the frames, forwards and backwards. */
function orders(): NotificationServerFrame[][] {
  const turned = FRAMES.map((_, index) => [...FRAMES.slice(index), ...FRAMES.slice(0, index)])
  return [...turned, ...turned.map((order) => order.toReversed())]
}

test('badge, title, heading, filters and rows agree after each frame, whatever the order', async () => {
  document.title = 'Ward 3'
  for (const order of orders()) {
    let client: RealtimeClient | undefined
    const { unmount } = await renderPart(<Screen titleCount onClient={(made) => (client = made)} />)
    await vi.waitFor(() => expect(client?.store.getState().connections.notifications?.status).toBe('connected'), WAIT)
    await userEvent.click(bell(0))
    // The panel is loaded when it is first wanted.
    await expect.element(page.getByRole('heading', { name: 'Notifications' })).toBeVisible()
    for (const frame of order) {
      const at = '2026-11-23T10:07:00Z'
      client?.store.dispatch({ type: 'notifications/received', frames: [frame], at })
      const unread = client?.store.getState().notifications.unread.total_unread ?? 0
      await expect.element(bell(unread)).toBeVisible()
      expect(document.title).toBe(unread > 0 ? `(${unread}) Ward 3` : 'Ward 3')
      expect(document.querySelector('.mc-notification-manager__head h2')?.textContent).toBe(
        unread > 0 ? `Notifications${unread} unread` : 'Notifications',
      )
      const ofTypes = [...document.querySelectorAll('.mc-type-filter__count')].map((one) => Number(one.textContent))
      expect(ofTypes.reduce((sum, one) => sum + one, 0)).toBe(unread)
      expect(document.querySelectorAll('.mc-notification[data-unread]').length).toBeLessThanOrEqual(unread)
    }
    await unmount()
  }
})

test('a critical one is there again after a reload, until it is acknowledged', async () => {
  server.notify(john.id, critical)
  const first = await renderPart(<Screen />)
  await expect.element(page.getByRole('alert').getByText(critical.title)).toBeVisible()
  await first.unmount()
  await renderPart(<Screen />)
  await expect.element(page.getByRole('alert').getByText(critical.title)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Acknowledge' }))
  await expect.element(bell(0)).toBeVisible()
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})

test('low ones make no toast, and in quiet hours only critical ones do', async () => {
  const preferences = { ...IN_BACKGROUND, quietHours: { from: '10:00', to: '11:00' } }
  const { rerender } = await renderPart(<Screen onClient={heard} />)
  await connected()
  server.notify(john.id, { title: 'low', priority: 'low' })
  server.notify(john.id, { title: 'normal' })
  await expect.element(page.getByText('normal')).toBeVisible()
  expect(page.getByText('low').query()).toBeNull()
  await rerender(<Screen onClient={heard} preferences={preferences} />)
  server.notify(john.id, { title: 'quiet', priority: 'high' })
  server.notify(john.id, { title: 'urgent', priority: 'critical' })
  await expect.element(page.getByText('urgent')).toBeVisible()
  await expect.element(bell(4)).toHaveAttribute('data-quiet')
  expect(page.getByText('quiet').query()).toBeNull()
})

test('what is deleted can be brought back, and is sent when the time to is over', async () => {
  server.notify(john.id, appointment)
  server.notify(john.id, message)
  const { rerender } = await renderPart(<Screen />)
  await userEvent.click(bell(2))
  await userEvent.click(page.getByRole('button', { name: 'Delete all' }))
  await expect.element(bell(0)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Undo' }))
  await expect.element(bell(2)).toBeVisible()
  expect(await stored()).toBe(2)
  await rerender(<Screen undoTime={10} />)
  await userEvent.click(page.getByRole('button', { name: 'Delete all' }))
  await vi.waitFor(async () => expect(await stored()).toBe(0), WAIT)
})

test('whoever leaves before a deletion is sent has deleted nothing', async () => {
  server.notify(john.id, appointment)
  const { unmount } = await renderPart(<Screen />)
  await userEvent.click(bell(1))
  await userEvent.click(page.getByRole('button', { name: 'Delete all' }))
  await unmount()
  await renderPart(<Screen />)
  await expect.element(bell(1)).toBeVisible()
  expect(await stored()).toBe(1)
})

test('the browser is asked only when the user wants it, and shows each once over all, while none is looked at', async () => {
  const { shown, asked } = stubBrowser('granted')
  const onNavigate = vi.fn()
  await renderPart(
    <>
      <Screen preferences={IN_BACKGROUND} onNavigate={onNavigate} onClient={heard} />
      <Screen preferences={IN_BACKGROUND} onNavigate={onNavigate} onClient={heard} />
    </>,
  )
  await connected(2)
  lookBack()
  server.notify(john.id, { title: 'seen' })
  await expect.element(page.getByText('seen').first()).toBeVisible()
  lookAway()
  server.notify(john.id, critical)
  await vi.waitFor(() => expect(shown).toHaveLength(1), WAIT)
  server.notify(john.id, { ...message, title: 'secret', message: 'secret' })
  await vi.waitFor(() => expect(shown).toHaveLength(2), WAIT)
  // The text stays out of what a locked screen may show.
  expect(shown.map(({ title, body, tag }) => ({ title, body, tag }))).toEqual([
    { title: 'About a medical record', body: undefined, tag: critical.id },
    { title: 'New message', body: undefined, tag: message.id },
  ])
  shown[1]?.press()
  expect(onNavigate).toHaveBeenCalledExactlyOnceWith('/chat/123_200', expect.objectContaining({ id: message.id }))
  expect(asked).not.toHaveBeenCalled()
})

test('the browser’s leave is asked by a press, and never before', async () => {
  const { asked } = stubBrowser('default')
  await renderPart(<Screen />)
  await userEvent.click(bell(0))
  await userEvent.click(page.getByRole('button', { name: 'Notification settings' }))
  await expect.element(page.getByRole('switch', { name: /in the background/ })).toBeVisible()
  expect(asked).not.toHaveBeenCalled()
  await userEvent.click(page.getByRole('switch', { name: /in the background/ }))
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce(), WAIT)
  await expect.element(page.getByRole('switch', { name: /in the background/ })).toBeChecked()
})

test('in privacy mode no text is on the page before it is asked for', async () => {
  server.notify(john.id, critical)
  await renderPart(<Screen privacy="hidden" titleCount onClient={heard} />)
  await expect.element(page.getByRole('alert').getByText('About a medical record')).toBeVisible()
  await connected()
  server.notify(john.id, message)
  await expect.element(page.getByText('New message')).toBeVisible()
  for (const text of [critical.title, critical.message, message.title, message.message]) {
    expect(document.documentElement.textContent).not.toContain(text)
  }
  expect(document.title).toBe('(2)')
})

test('another part in a slot’s place leaves the others as they are', async () => {
  const Bell = ({ count, onClick }: NotificationBellProps) => (
    <button type="button" onClick={onClick}>
      {count} waiting
    </button>
  )
  server.notify(john.id, critical)
  const { rerender } = await renderPart(<Screen />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  const alert = page.getByRole('alert').element()
  await rerender(<Screen slots={{ NotificationBell: Bell }} slotProps={{ NotificationToast: { id: 'mine' } }} />)
  await expect.element(page.getByRole('button', { name: '1 waiting' })).toBeVisible()
  expect(page.getByRole('alert').element()).toBe(alert)
  expect(alert.id).toBe('mine')
})
