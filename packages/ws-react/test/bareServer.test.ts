// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import type { ChatState } from '../src/store/chat.ts'
import { FIRST_PAGE } from '../src/store/history.ts'
import { createBareServer, type BareServer } from './bareServer.ts'
import { doctor } from './people.ts'

const room = '123_456'
let server: BareServer
let client: RealtimeClient
let ask: typeof fetch

const chat = (): ChatState | undefined => client.store.getState().chats[room]
const shown = () => chat()?.messages.map(({ message, state }) => [message, state])
const sent = (type: string) => server.received.filter((frame) => frame.type === type)
const status = () => client.store.getState().connections[room]?.status

beforeEach(async () => {
  server = createBareServer()
  ask = server.fetch
  client = createRealtimeClient({
    url: server.url,
    user: doctor,
    getToken: () => server.token(doctor.id),
    tokenPlacement: 'query',
    WebSocket: server.WebSocket,
    fetch: (...request) => ask(...request),
  })
  client.acquireRoom(room)
  await client.room(room).loadHistory(FIRST_PAGE)
  await vi.waitFor(() => expect(status()).toBe('connected'))
})
afterEach(() => client.dispose())

async function outage(meanwhile: () => void): Promise<void> {
  server.cut()
  await vi.waitFor(() => expect(status()).toBe('waiting'))
  meanwhile()
  server.restore()
  client.room(room).reconnect()
  await vi.waitFor(() => expect(status()).toBe('connected'))
}

describe('against a server that knows only websockets-module.md', () => {
  test('an echo without client_id settles what was sent', async () => {
    client.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'sent']]))
  })

  test('what was missed is fetched from history', async () => {
    server.say('one')
    await vi.waitFor(() => expect(chat()?.storedCount).toBe(1))
    await outage(() => ['two', 'three'].forEach((text) => server.say(text)))
    await vi.waitFor(() => expect(chat()?.messages.map(({ message }) => message)).toEqual(['one', 'two', 'three']))
  })

  test('what was missed is fetched also when history cannot be asked at first', async () => {
    server.say('one')
    await vi.waitFor(() => expect(chat()?.storedCount).toBe(1))
    const missed = Array.from({ length: 60 }, (_, n) => `missed ${n}`)
    let asked = 0
    ask = (...request) => (asked++ === 0 ? Promise.reject(new TypeError('cut')) : server.fetch(...request))
    await outage(() => missed.forEach((text) => server.say(text)))
    await vi.waitFor(() => expect(asked).toBe(1))
    server.say('live')
    await vi.waitFor(() => expect(chat()?.messages.map(({ message }) => message)).toEqual(['one', ...missed, 'live']), {
      timeout: 4_000,
    })
  })

  test('a message whose echo was lost is found in history and not sent again', async () => {
    server.muteEchoes()
    client.room(room).sendMessage('once')
    await vi.waitFor(() => expect(server.texts).toEqual(['once']))
    await outage(() => undefined)
    await vi.waitFor(() => expect(shown()).toEqual([['once', 'sent']]))
    expect(server.texts).toEqual(['once'])
  })

  test('each message is told of once, as it knows no ranges', async () => {
    for (let n = 1; n <= 20; n += 1) server.say(`${n}`)
    await vi.waitFor(() => expect(chat()?.storedCount).toBe(20))
    for (let id = 1; id <= 20; id += 1) client.room(room).markRead(id)
    await vi.waitFor(() => expect(sent('message_read')).toHaveLength(20))
    await outage(() => undefined)
    client.room(room).markRead(20)
    expect(sent('message_read')).toHaveLength(20)
    expect(sent('message_ack')).toHaveLength(20)
  })

  test('an error about something else fails no message', async () => {
    server.error('INVALID_MESSAGE_TYPE')
    client.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'sent']]))
  })

  test('what it does not know, such as a heartbeat, is no error of the room, and neither is the end of a token', async () => {
    const error = () => client.store.getState().errors[room]?.code
    server.error('INVALID_MESSAGE_TYPE')
    // Its token has ended, and gets another one.
    server.error('WS_001')
    server.say('one')
    await vi.waitFor(() => expect(chat()?.storedCount).toBe(1))
    expect(error()).toBeUndefined()
    server.error('CHAT_001')
    await vi.waitFor(() => expect(error()).toBe('CHAT_001'))
  })
})
