import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import type { ChatState } from '../src/store/chat.ts'
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

function clientOf(user = doctor, claims?: () => Record<string, unknown>): RealtimeClient {
  const getToken = (): Promise<string> => server.token(user.id, claims?.())
  const client = createRealtimeClient({ url: server.url, user, getToken })
  clients.push(client)
  return client
}

/** A client in the room, with history, as a mounted screen has it. */
async function enter(client: RealtimeClient): Promise<() => ChatState> {
  client.acquireRoom(room)
  await client.room(room).loadHistory(FIRST_PAGE)
  await vi.waitFor(() => expect(connectionOf(client)).toBe('connected'), WAIT)
  return () => {
    const chat = client.store.getState().chats[room]
    if (!chat) throw new Error('The room is not in the store.')
    return chat
  }
}

const connectionOf = (client: RealtimeClient, key = room) => client.store.getState().connections[key]?.status
const textsOf = (chat: ChatState) => chat.messages.map(({ message }) => message)

describe('against the real server', () => {
  test('a message goes from sending to read', async () => {
    const [mine, theirs] = [clientOf(doctor), clientOf(patient)]
    const chat = await enter(mine)
    mine.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(chat().messages).toHaveLength(1), WAIT)
    await vi.waitFor(() => expect(chat().messages[0]?.state).toBe('sent'), WAIT)
    const theirChat = await enter(theirs)
    await vi.waitFor(() => expect(chat().messages[0]?.state).toBe('delivered'), WAIT)
    theirs.room(room).markRead(theirChat().messages[0]?.id ?? 0)
    await vi.waitFor(() => expect(chat().messages[0]?.state).toBe('read'), WAIT)
  })

  test('what is written while the server restarts arrives once, in order, on both sides', async () => {
    const [mine, theirs] = [clientOf(doctor), clientOf(patient)]
    const [chat, theirChat] = [await enter(mine), await enter(theirs)]
    mine.room(room).sendMessage('one')
    await vi.waitFor(() => expect(textsOf(theirChat())).toEqual(['one']), WAIT)

    await server.close({ keepData: true })
    for (const text of ['two', 'three', 'four']) mine.room(room).sendMessage(text)
    await vi.waitFor(() => expect(connectionOf(mine)).toBe('waiting'), WAIT)
    await vi.waitFor(() => expect(chat().messages.slice(1)).toHaveLength(3), WAIT)
    expect(chat().messages.every(({ state }, place) => place === 0 || state === 'queued')).toBe(true)
    server = await startServer({ ...server.config, port: server.port })

    for (const side of [chat, theirChat]) {
      await vi.waitFor(() => expect(textsOf(side())).toEqual(['one', 'two', 'three', 'four']), WAIT)
      await vi.waitFor(() => expect(side().storedCount).toBe(4), WAIT)
    }
  })

  test('what was missed during an outage is there afterwards, with its read marks', async () => {
    const [mine, theirs] = [clientOf(doctor), clientOf(patient)]
    const chat = await enter(mine)
    await enter(theirs)
    mine.room(room).sendMessage('before')
    await vi.waitFor(() => expect(chat().messages[0]?.state).toBe('delivered'), WAIT)
    mine.room(room).close()
    theirs.room(room).markRead(chat().messages[0]?.id ?? 0)
    for (let n = 1; n <= 20; n += 1) theirs.room(room).sendMessage(`missed ${n}`)
    await vi.waitFor(() => expect(theirs.store.getState().chats[room]?.storedCount).toBe(21), WAIT)
    mine.room(room).open()
    await vi.waitFor(() => expect(chat().storedCount).toBe(21), WAIT)
    expect(chat().messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
    expect(chat().messages[0]?.state).toBe('read')
  })

  test('a token that expires on an open socket is renewed there, and nothing is lost', async () => {
    let given = 0
    const mine = clientOf(doctor, () => {
      given += 1
      return { exp: Math.floor(Date.now() / 1000) + 2 }
    })
    const theirs = clientOf(patient)
    const [chat] = [await enter(mine), await enter(theirs)]
    for (let n = 1; n <= 4; n += 1) {
      const before = given
      theirs.room(room).sendMessage(`${n}`)
      await vi.waitFor(() => expect(chat().storedCount).toBe(n), WAIT)
      await vi.waitFor(() => expect(given).toBeGreaterThan(before), WAIT)
    }
    expect(textsOf(chat())).toEqual(['1', '2', '3', '4'])
  }, 20_000)

  test('a message too large fails with the reason and does not hold up the next', async () => {
    const mine = clientOf(doctor)
    const chat = await enter(mine)
    mine.room(room).sendMessage('x'.repeat(70_000))
    mine.room(room).sendMessage('small')
    await vi.waitFor(() => expect(textsOf(chat())[0]).toBe('small'), WAIT)
    expect(chat().messages[1]).toMatchObject({ state: 'failed', failure: { code: 'WS_010' } })
    mine.room(room).discard(chat().messages[1]?.key ?? '')
    expect(textsOf(chat())).toEqual(['small'])
  })

  test('no access stops the connection with the reason', async () => {
    const client = clientOf({ ...doctor, id: 457 })
    client.acquireRoom(room)
    await vi.waitFor(() => expect(connectionOf(client)).toBe('stopped'), WAIT)
    expect(client.store.getState().connections[room]).toMatchObject({ code: 'WS_002' })
  })

  test('a notification reaches every device of its user, and reading it on one lowers both', async () => {
    const [first, second, admin] = [clientOf(patient), clientOf(patient), clientOf({ ...doctor, id: 1 })]
    for (const client of [first, second]) {
      client.part(notificationPart).acquire()
      await vi.waitFor(() => expect(connectionOf(client, NOTIFICATIONS)).toBe('connected'), WAIT)
    }
    await admin.createNotification({
      user_ids: [patient.id],
      notification_type: 'system',
      title: 'Hello',
      message: 'Look',
      priority: 'critical',
    })
    const unread = (client: RealtimeClient) => client.store.getState().notifications.unread.total_unread
    for (const client of [first, second]) await vi.waitFor(() => expect(unread(client)).toBe(1), WAIT)
    const [notification] = first.store.getState().notifications.items
    first.part(notificationPart).session.markRead(notification?.id ?? '')
    for (const client of [first, second]) await vi.waitFor(() => expect(unread(client)).toBe(0), WAIT)
  })
})

test('the rate limit delays messages, and changes neither their order nor their number', async () => {
  await server.close()
  server = await startServer({ rateLimitMessages: 3, rateLimitWindowMs: 300 })
  const mine = clientOf(doctor)
  const chat = await enter(mine)
  const texts = Array.from({ length: 10 }, (_, index) => `${index + 1}`)
  for (const text of texts) mine.room(room).sendMessage(text)
  await vi.waitFor(() => expect(chat().storedCount).toBe(texts.length), WAIT)
  expect(textsOf(chat())).toEqual(texts)
})
