import { afterEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { createLate } from '../src/store/late.ts'
import { createNotificationSession, type NotificationSession } from '../src/store/notificationSession.ts'
import { NOTIFICATIONS } from '../src/store/realtimeStore.ts'
import { createRoomSession, type RoomSession } from '../src/store/roomSession.ts'
import { roomsPart } from '../src/store/roomsPart.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

const WAIT = { timeout: 5_000 }
const clients: RealtimeClient[] = []

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose()
  vi.useRealTimers()
})

function clientOf(server: MemoryServer, user: typeof doctor) {
  const getToken = vi.fn(() => server.token(user.id))
  const WebSocket = vi.fn(server.WebSocket)
  const client = createRealtimeClient({ ...server.as(user.id), user, storage: 'memory', getToken, WebSocket })
  clients.push(client)
  return { client, getToken, WebSocket }
}

/** A chunk that comes when it is told to. */
function held<Chunk>(load: () => Promise<Chunk>) {
  let arrive = (): void => undefined
  const released = new Promise<void>((resolve) => (arrive = resolve))
  return { load: () => released.then(load), arrive: () => arrive() }
}

/** The doctor's room, whose connection is not loaded yet. */
function openRoom(server: MemoryServer) {
  const made = clientOf(server, doctor)
  const { load, arrive } = held(() => import('../src/store/roomChunk.ts'))
  const { client } = made
  // What reduces a room's state.
  client.room('clinic_1')
  let session: RoomSession | undefined
  client.part((context) => (session = createRoomSession(room, context, load)))
  if (!session) throw new Error('A part is made when it is asked for.')
  session.open()
  session.openHistory()
  const chat = () => client.store.getState().chats[room]
  return {
    ...made,
    arrive,
    session,
    chat,
    texts: () => chat()?.messages.map(({ message, state }) => `${message}: ${state}`),
    status: () => client.store.getState().connections[room]?.status,
  }
}

/** What the patient sees of the room. */
function patientIn(server: MemoryServer) {
  const { client } = clientOf(server, patient)
  client.acquireRoom(room)
  client.room(room).openHistory()
  return () => client.store.getState().chats[room]?.messages.map(({ message, state }) => `${message}: ${state}`)
}

test('a room is ready for what is sent once the code that keeps it is there, and not before', async () => {
  const { session, arrive } = openRoom(memoryServer())
  const order: string[] = []
  const ready = session.whenReady().then(() => order.push('ready'))
  await vi.waitFor(() => expect(session.isBusy()).toBe(false))
  order.push('arrives')
  arrive()
  await ready
  expect(order).toEqual(['arrives', 'ready'])
})

test('history is shown before the connection is loaded, which counts as connecting', async () => {
  const server = memoryServer()
  server.say(patient.id, room, 'Good morning')
  const { texts, status, chat, arrive, getToken } = openRoom(server)
  await vi.waitFor(() => expect(texts()).toEqual(['Good morning: sent']), WAIT)
  expect(status()).toBe('connecting')
  expect(chat()).toMatchObject({ unreadCount: 1, history: { status: 'ready' } })
  server.say(patient.id, room, 'Are you there?')
  arrive()
  await vi.waitFor(() => expect(texts()).toEqual(['Good morning: sent', 'Are you there?: sent']), WAIT)
  await vi.waitFor(() => expect(status()).toBe('connected'), WAIT)
  expect(chat()?.unreadCount).toBe(2)
  // The first page and the first dial have the same token.
  expect(getToken).toHaveBeenCalledTimes(1)
})

test('what is sent before waits, and goes out in order, each once; what was taken back does not', async () => {
  const server = memoryServer()
  const { session, texts, chat, arrive } = openRoom(server)
  const seen = patientIn(server)
  for (const text of ['one', 'taken back', 'two']) session.sendMessage(text)
  expect(session.isBusy()).toBe(true)
  const shown = ['one: queued', 'taken back: queued', 'two: queued']
  await vi.waitFor(() => expect(texts()).toEqual(shown), WAIT)
  expect(chat()?.messages.every(({ unkept }) => unkept)).toBe(true)
  session.discard(chat()?.messages[1]?.key ?? '')
  expect(texts()).toEqual(['one: queued', 'two: queued'])
  arrive()
  await vi.waitFor(() => expect(seen()).toEqual(['one: sent', 'two: sent']), WAIT)
  await vi.waitFor(() => expect(session.isBusy()).toBe(false), WAIT)
})

test('what is read before is told when the connection is there', async () => {
  const server = memoryServer()
  server.say(patient.id, room, 'Good morning')
  const { session, chat, arrive } = openRoom(server)
  await vi.waitFor(() => expect(chat()?.unreadCount).toBe(1), WAIT)
  const { id = 0 } = chat()?.messages[0] ?? {}
  session.markRead(id)
  expect(chat()?.unreadCount).toBe(0)
  arrive()
  const seen = patientIn(server)
  await vi.waitFor(() => expect(seen()).toEqual(['Good morning: read']), WAIT)
})

test('a message far back is shown when what finds it is there', async () => {
  const server = memoryServer()
  for (let n = 1; n <= 120; n += 1) server.say(patient.id, room, `message ${n}`)
  const { session, chat, arrive } = openRoom(server)
  const shown = session.showMessage({ seq: 10 })
  await vi.waitFor(() => expect(chat()?.storedCount).toBe(50), WAIT)
  arrive()
  const key = (await shown) ?? ''
  expect(chat()?.entries[key]).toMatchObject({ message: 'message 10' })
})

test('a room where something was left stays open until what sends it is there, however long that takes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { client, WebSocket } = clientOf(memoryServer(), doctor)
  const { load, arrive } = held(() => import('../src/store/roomChunk.ts'))
  let resume: ((roomNames: readonly string[]) => void) | undefined
  client.part((context) => roomsPart({ ...context, onAbandoned: (resumer) => (resume = resumer) }, load))
  const status = () => client.store.getState().connections[room]?.status
  resume?.([room])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(status()).toBe('connecting')
  arrive()
  await vi.waitFor(() => expect(WebSocket).toHaveBeenCalledTimes(1), WAIT)
  // Nothing was left after all.
  await vi.waitFor(() => expect(status()).toBe('idle'), WAIT)
})

test('a room that was closed before is not dialled', async () => {
  const server = memoryServer()
  const { session, status, arrive, WebSocket, client } = openRoom(server)
  session.close()
  expect(status()).toBe('idle')
  arrive()
  // Loaded by then, as the same chunk is for another room.
  client.acquireRoom('clinic_1')
  await vi.waitFor(() => expect(client.store.getState().connections.clinic_1?.status).toBe('connected'), WAIT)
  expect(WebSocket).toHaveBeenCalledTimes(1)
  expect(status()).toBe('idle')
})

/** A patient's notifications: their first page is there, their connection is not. */
async function openNotifications(server: MemoryServer) {
  const { client } = clientOf(server, patient)
  const { load, arrive } = held(() => import('../src/store/liveNotifications.ts'))
  let session: NotificationSession | undefined
  client.part((context) => (session = createNotificationSession(context, load)))
  session?.open()
  await session?.load(undefined)
  return { client, session, arrive }
}

test('notifications are shown before the connection is loaded; what is marked before is told when it is there', async () => {
  const server = memoryServer()
  for (const title of ['one', 'two']) server.notify(patient.id, { title })
  const { client, session, arrive } = await openNotifications(server)
  const inbox = () => client.store.getState().notifications
  const unread = () =>
    inbox()
      .items.filter(({ read_at }) => !read_at)
      .map(({ title }) => title)
  expect(unread()).toEqual(['two', 'one'])
  expect(client.store.getState().connections[NOTIFICATIONS]?.status).toBe('connecting')
  session?.markRead(inbox().items[0]?.id ?? '')
  expect(unread()).toEqual(['one'])
  // There is nobody who could delete them yet: they stay.
  session?.beginDelete()
  session?.deleteAll()
  arrive()
  await vi.waitFor(() => expect(inbox().kept).toBe('offline'), WAIT)
  expect(unread()).toEqual(['one'])
  const other = clientOf(server, patient).client
  const { notificationPart } = await import('../src/store/notificationPart.ts')
  other.part(notificationPart).acquire()
  await vi.waitFor(() => expect(other.store.getState().notifications.unread.total_unread).toBe(1), WAIT)
})

test('a chunk that cannot be loaded is tried again, and what waited for it is done in order', async () => {
  vi.useFakeTimers()
  const load = vi.fn().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue('the chunk')
  const late = createLate<string, string>(load, (chunk) => chunk)
  const done: string[] = []
  late.use((chunk) => {
    done.push(`first with ${chunk}`)
    // Behind what was asked for before.
    late.use(() => done.push('third'))
  })
  late.use(() => done.push('second'))
  expect(late.there).toBeUndefined()
  await vi.runAllTimersAsync()
  expect(done).toEqual(['first with the chunk', 'second', 'third'])
  expect(load).toHaveBeenCalledTimes(2)
  expect(late.there).toBe('the chunk')
})

test('a deletion that was begun before, on a screen that is gone by then, hides nothing', async () => {
  const server = memoryServer()
  server.notify(patient.id, { title: 'one' })
  const { client, session, arrive } = await openNotifications(server)
  session?.beginDelete()
  session?.markAllRead()
  session?.close()
  arrive()
  const inbox = () => client.store.getState().notifications
  await vi.waitFor(() => expect(inbox().items[0]?.read_at).toBeDefined(), WAIT)
  expect(inbox().deleting).toBeUndefined()
})
