import { afterEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { notificationPart, type NotificationPart } from '../src/store/notificationPart.ts'
import { memoryServer } from './memoryWorld.tsx'
import { patient } from './people.ts'

let client: RealtimeClient
afterEach(() => client.dispose())

/** A client whose pages are asked for at once, and come when the test lets them. */
function setUp() {
  const server = memoryServer()
  let asked = 0
  let gate = Promise.resolve()
  client = createRealtimeClient({
    url: server.url,
    user: patient,
    getToken: () => server.token(patient.id),
    WebSocket: server.WebSocket,
    fetch: async (...request) => {
      const response = await server.fetch(...request)
      asked += 1
      await gate
      return response
    },
  })
  return {
    server,
    part: client.part(notificationPart),
    asked: () => asked,
    /** Returns how to let them come. */
    hold: (): (() => void) => {
      let open = (): void => undefined
      gate = new Promise((resolve) => (open = resolve))
      return open
    },
  }
}

const titles = (): string[] => client.store.getState().notifications.items.map(({ title }) => title)
const notify = (server: ReturnType<typeof memoryServer>, title: string) => server.notify(patient.id, { title })
const connected = ({ acquire }: NotificationPart): Promise<void> => {
  acquire()
  return vi.waitFor(() => expect(client.store.getState().connections.notifications?.status).toBe('connected'))
}

test('a notification that comes while the newest page is fetched again stays', async () => {
  const { server, part, asked, hold } = setUp()
  await part.session.load(undefined)
  await connected(part)
  notify(server, 'one')
  await vi.waitFor(() => expect(titles()).toEqual(['one']))
  const before = asked()
  const release = hold()
  part.session.reconnect()
  await vi.waitFor(() => expect(asked()).toBe(before + 1))
  notify(server, 'two')
  await vi.waitFor(() => expect(titles()).toEqual(['two', 'one']))
  const actions: string[] = []
  client.store.onAction(({ type }) => actions.push(type))
  release()
  await vi.waitFor(() => expect(actions).toContain('notifications/refreshed'))
  expect(titles()).toEqual(['two', 'one'])
})

test('a notification made after the first page was asked for and before the connection is there too', async () => {
  const { server, part, asked, hold } = setUp()
  const release = hold()
  const loaded = part.session.load(undefined)
  await vi.waitFor(() => expect(asked()).toBe(1))
  notify(server, 'between')
  await connected(part)
  release()
  await loaded
  await vi.waitFor(() => expect(titles()).toEqual(['between']))
})
