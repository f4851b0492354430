import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { FIRST_PAGE } from '../src/store/history.ts'
import { notificationPart } from '../src/store/notificationPart.ts'
import { NOTIFICATIONS } from '../src/store/realtimeStore.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const WAIT = { timeout: 10_000, interval: 20 }
let server: TestServer
let clients: RealtimeClient[]

beforeEach(async () => {
  server = await startServer()
  clients = []
})
afterEach(async () => {
  for (const client of clients) client.dispose()
  await server.close()
})

function clientOf(user = doctor, getToken: () => string | Promise<string> = () => server.token(user.id)) {
  const client = createRealtimeClient({ url: server.url, user, getToken })
  clients.push(client)
  return client
}

const status = (client: RealtimeClient, key = room) => client.store.getState().connections[key]?.status
const chat = (client: RealtimeClient) => client.store.getState().chats[room]
const inbox = (client: RealtimeClient) => client.store.getState().notifications

async function notify(title: string, user_ids = [patient.id]): Promise<void> {
  const text = { notification_type: 'system', title, message: 'text', priority: 'medium' } as const
  await clientOf({ ...doctor, id: 1 }).createNotification({ user_ids, ...text })
}

test('a token the server never accepts is tried twice, then the connection stops and says so', async () => {
  const secret = new TextEncoder().encode('another secret than that of the server')
  let given = 0
  const forged = () => {
    given += 1
    const claims = new SignJWT({ token_type: 'access', user_id: doctor.id, jti: String(given) })
    return claims.setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('5m').sign(secret)
  }
  const client = clientOf(doctor, forged)
  client.acquireRoom(room)
  await vi.waitFor(() => expect(status(client)).toBe('stopped'), WAIT)
  expect(given).toBeLessThanOrEqual(4)
})

test('a room left with a message still owed stays connected until the server has it', async () => {
  const client = clientOf()
  const leave = client.acquireRoom(room)
  await client.room(room).loadHistory(FIRST_PAGE)
  await vi.waitFor(() => expect(status(client)).toBe('connected'), WAIT)
  await server.close({ keepData: true })
  await vi.waitFor(() => expect(status(client)).toBe('waiting'), WAIT)
  client.room(room).sendMessage('urgent')
  leave()
  server = await startServer({ ...server.config, port: server.port })
  await vi.waitFor(() => expect(chat(client)?.messages).toMatchObject([{ message: 'urgent', state: 'sent' }]), WAIT)
  await vi.waitFor(() => expect(status(client)).toBe('idle'), WAIT)
})

test('a message far too large fails alone: the connection and the next message live on', async () => {
  const client = clientOf()
  client.acquireRoom(room)
  await vi.waitFor(() => expect(status(client)).toBe('connected'), WAIT)
  client.room(room).sendMessage('x'.repeat(1_000_000))
  client.room(room).sendMessage('small')
  await vi.waitFor(() => expect(chat(client)?.messages[0]).toMatchObject({ message: 'small', state: 'sent' }), WAIT)
  expect(chat(client)?.messages[1]).toMatchObject({ state: 'failed', failure: { code: 'WS_010' } })
})

test('notifications missed during an outage are counted once', async () => {
  const client = clientOf(patient)
  client.part(notificationPart).acquire()
  await client.part(notificationPart).session.load(undefined)
  await vi.waitFor(() => expect(status(client, NOTIFICATIONS)).toBe('connected'), WAIT)
  await notify('before')
  await vi.waitFor(() => expect(inbox(client).unread.total_unread).toBe(1), WAIT)
  client.part(notificationPart).session.close()
  await notify('missed')
  await notify('missed too')
  client.part(notificationPart).session.open()
  await vi.waitFor(() => expect(inbox(client).items).toHaveLength(3), WAIT)
  expect(inbox(client).unread).toEqual({ total_unread: 3, by_type: { system: 3 } })
})

test('deleting all while there is no connection deletes nothing, then or later', async () => {
  const client = clientOf(patient)
  client.part(notificationPart).acquire()
  await vi.waitFor(() => expect(status(client, NOTIFICATIONS)).toBe('connected'), WAIT)
  await notify('seen')
  await vi.waitFor(() => expect(inbox(client).items).toHaveLength(1), WAIT)
  client.part(notificationPart).session.close()
  client.part(notificationPart).session.deleteAll()
  expect(client.store.getState().errors[NOTIFICATIONS]?.message).toContain('while connected')
  await notify('never seen')
  client.part(notificationPart).session.open()
  await vi.waitFor(() => expect(inbox(client).items.map(({ title }) => title)).toEqual(['never seen', 'seen']), WAIT)
  expect(inbox(client).unread.total_unread).toBe(2)
})

test('what was read on another device meanwhile is not unread here', async () => {
  const [desk, phone, other] = [clientOf(), clientOf(), clientOf(patient)]
  for (const client of [desk, phone, other]) {
    client.acquireRoom(room)
    await client.room(room).loadHistory(FIRST_PAGE)
    await vi.waitFor(() => expect(status(client)).toBe('connected'), WAIT)
  }
  desk.room(room).close()
  for (const text of ['one', 'two']) other.room(room).sendMessage(text)
  await vi.waitFor(() => expect(chat(phone)?.storedCount).toBe(2), WAIT)
  phone.room(room).markRead(chat(phone)?.messages[1]?.id ?? 0)
  await vi.waitFor(() => expect(chat(other)?.messages[1]?.state).toBe('read'), WAIT)
  desk.room(room).open()
  await vi.waitFor(() => expect(chat(desk)?.storedCount).toBe(2), WAIT)
  await vi.waitFor(() => expect(chat(desk)?.unreadCount).toBe(0), WAIT)
})
