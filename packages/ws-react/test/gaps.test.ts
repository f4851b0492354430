import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createRealtimeClient,
  selectGaps,
  selectMessages,
  selectUnread,
  type ChatState,
  type RealtimeClient,
} from '../src/index.ts'
import { FIRST_PAGE } from '../src/store/history.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const WAIT = { timeout: 10_000, interval: 20 }

let server: TestServer
let clients: RealtimeClient[]
/** Messages of others that the client's sockets swallow, by text, as a node does that lost its channel layer. */
let swallowed: Set<string>
let asked: string[]

beforeEach(async () => {
  server = await startServer({ rateLimitMessages: 100_000 })
  clients = []
  swallowed = new Set()
  asked = []
})
afterEach(async () => {
  for (const client of clients) client.dispose()
  await server.close()
})

/** The real WebSocket, which does not bring everything. */
class Leaky extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    this.addEventListener('message', (event) => {
      if (isSwallowed(String(event.data))) event.stopImmediatePropagation()
    })
  }
}

function isSwallowed(text: string): boolean {
  return [...swallowed].some((message) => text.includes(`"message":"${message}"`))
}

function clientOf(user = doctor, Socket = WebSocket): RealtimeClient {
  const client = createRealtimeClient({
    url: server.url,
    user,
    getToken: () => server.token(user.id),
    WebSocket: Socket,
    fetch: (input, init) => {
      asked.push(String(input instanceof Request ? input.url : input))
      return fetch(input, init)
    },
  })
  clients.push(client)
  return client
}

const status = (client: RealtimeClient) => client.store.getState().connections[room]?.status

async function enter(client: RealtimeClient): Promise<() => ChatState> {
  client.acquireRoom(room)
  await client.room(room).loadHistory(FIRST_PAGE)
  await vi.waitFor(() => expect(status(client)).toBe('connected'), WAIT)
  return () => {
    const chat = client.store.getState().chats[room]
    if (!chat) throw new Error('The room is not in the store.')
    return chat
  }
}

/** The other one writes as fast as the server takes it. */
async function flood(count: number): Promise<void> {
  const socket = new WebSocket(`${server.wsUrl}/ws/chat/${room}/?token=${await server.token(patient.id)}`)
  await new Promise<void>((resolve, reject) => {
    let echoes = 0
    socket.addEventListener('error', () => reject(new Error('The flood could not be sent.')))
    socket.addEventListener('message', ({ data }) => {
      if (!String(data).includes('"chat_message"')) return
      echoes += 1
      if (echoes === count) resolve()
    })
    socket.addEventListener('open', () => {
      for (let n = 1; n <= count; n += 1) {
        const data = { message: `flood ${n}`, receiver_id: doctor.id, message_type: 'text' }
        socket.send(JSON.stringify({ type: 'send_message', data }))
      }
    })
  })
  socket.close()
}

const state = (client: RealtimeClient) => client.store.getState()
const texts = (client: RealtimeClient) => selectMessages(room)(state(client)).map(({ message }) => message)
const seqs = (client: RealtimeClient) => selectMessages(room)(state(client)).map(({ seq }) => seq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

test('a hole on an open socket is noticed with the next message and filled at once', async () => {
  const [mine, theirs] = [clientOf(doctor, Leaky), clientOf(patient)]
  await enter(mine)
  await enter(theirs)
  const states: (string | undefined)[] = []
  mine.store.subscribe(() => states.push(status(mine)))
  theirs.room(room).sendMessage('one')
  await vi.waitFor(() => expect(texts(mine)).toEqual(['one']), WAIT)
  swallowed = new Set(['two', 'three'])
  for (const text of ['two', 'three', 'four']) theirs.room(room).sendMessage(text)
  await vi.waitFor(() => expect(texts(mine)).toEqual(['one', 'two', 'three', 'four']), WAIT)
  await vi.waitFor(() => expect(status(mine)).toBe('connected'), WAIT)
  expect(selectGaps(room)(state(mine))).toEqual([])
  expect(states).not.toContain('connecting')
  expect(states).toContain('catching_up')
})

test('the first message of an empty room, when it gets lost, is noticed with the second', async () => {
  const [mine, theirs] = [clientOf(doctor, Leaky), clientOf(patient)]
  await enter(mine)
  await enter(theirs)
  swallowed = new Set(['one'])
  for (const text of ['one', 'two']) theirs.room(room).sendMessage(text)
  await vi.waitFor(() => expect(texts(mine)).toEqual(['one', 'two']), WAIT)
  await vi.waitFor(() => expect(status(mine)).toBe('connected'), WAIT)
  expect(selectGaps(room)(state(mine))).toEqual([])
})

test('after an outage longer than a resume brings, a gap is left that the reader can have fetched', async () => {
  const mine = clientOf(doctor)
  const gaps = () => selectGaps(room)(state(mine))
  const pages = () => asked.filter((url) => url.includes('before_seq')).length
  await enter(mine)
  await flood(10)
  await vi.waitFor(() => expect(seqs(mine)).toEqual(range(1, 10)), WAIT)
  mine.room(room).close()
  await flood(1_500)
  mine.room(room).open()
  await vi.waitFor(() => expect(status(mine)).toBe('connected'), WAIT)
  expect(seqs(mine)).toEqual([...range(1, 10), ...range(511, 1_510)])
  expect(gaps()).toEqual([{ kind: 'gap', afterSeq: 10, beforeSeq: 511, missing: 500 }])
  await vi.waitFor(() => expect(selectUnread(room)(state(mine))).toBe(1_510), WAIT)

  // The next connection does not ask for it either.
  mine.room(room).reconnect()
  await vi.waitFor(() => expect(status(mine)).toBe('connecting'), WAIT)
  await vi.waitFor(() => expect(status(mine)).toBe('connected'), WAIT)
  expect(gaps()).toHaveLength(1)
  expect(pages()).toBe(0)

  const [gap] = gaps()
  if (gap) await mine.room(room).loadGap(gap)
  expect(gaps()).toEqual([{ kind: 'gap', afterSeq: 10, beforeSeq: 311, missing: 300 }])
  // What one more page closes is fetched with it.
  const [rest] = gaps()
  if (rest) await mine.room(room).loadGap(rest)
  await vi.waitFor(() => expect(gaps()).toEqual([]), WAIT)
  expect(seqs(mine)).toEqual(range(1, 1_510))
  expect(pages()).toBe(3)
}, 30_000)

test('old messages are dropped once the reader has read the newest, and come back on the way up', async () => {
  const mine = clientOf(doctor)
  const chat = await enter(mine)
  await flood(1_400)
  await vi.waitFor(() => expect(seqs(mine)).toEqual(range(1, 1_400)), WAIT)
  expect(chat().history.hasOlder).toBe(false)

  mine.room(room).markRead(selectMessages(room)(state(mine)).at(-1)?.id ?? 0)
  expect(seqs(mine)).toEqual(range(401, 1_400))
  expect(Object.keys(chat().entries)).toHaveLength(1_000)
  expect(chat().history.hasOlder).toBe(true)
  expect(chat().gaps).toEqual([])

  for (const oldest of [351, 301, 251]) {
    mine.room(room).loadOlder()
    await vi.waitFor(() => expect(seqs(mine)).toEqual(range(oldest, 1_400)), WAIT)
  }
  // Of a room that was left only the newest stay.
  mine.room(room).close()
  expect(seqs(mine)).toEqual(range(401, 1_400))
}, 30_000)
