import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, selectGaps, selectMessages, type ChatState, type RealtimeClient } from '../src/index.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer, room } from './memoryWorld.tsx'
import { doctor, patient } from './people.ts'

const LENGTH = 6_000

let server: MemoryServer
let client: RealtimeClient
let asked: string[]
let fails: boolean

beforeEach(async () => {
  server = memoryServer()
  for (let n = 1; n <= LENGTH; n += 1) server.say(patient.id, room, `${n}`)
  asked = []
  fails = false
  client = createRealtimeClient({
    url: server.url,
    user: doctor,
    getToken: () => server.token(doctor.id),
    WebSocket: server.WebSocket,
    storage: 'memory',
    fetch: (input, init) => {
      const { url } = new Request(input, init)
      if (url.includes('/messages/')) asked.push(url)
      return fails ? Promise.reject(new TypeError('The network is away.')) : server.fetch(input, init)
    },
  })
  client.acquireRoom(room)
  client.room(room).openHistory()
  await vi.waitFor(() => expect(chat().history.status).toBe('ready'))
  await vi.waitFor(() => expect(status()).toBe('connected'))
})
afterEach(() => client.dispose())

const state = () => client.store.getState()
const status = () => state().connections[room]?.status
const seqs = () => selectMessages(room)(state()).map(({ seq }) => seq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

function chat(): ChatState {
  const found = state().chats[room]
  if (!found) throw new Error('The room is not in the store.')
  return found
}

test('a message 5,000 back comes with its neighbours by one request, and the newest ones stay', async () => {
  asked = []
  const key = await client.room(room).showMessage({ seq: 1_000 })
  expect(asked).toHaveLength(1)
  expect(chat().entries[key ?? '']?.message).toBe('1000')
  expect(seqs()).toEqual([...range(976, 1_025), ...range(5_951, 6_000)])
  expect(selectGaps(room)(state())).toEqual([{ kind: 'gap', afterSeq: 1_025, beforeSeq: 5_951, missing: 4_925 }])
  expect(chat().history.hasOlder).toBe(true)
})

test('paging goes both ways from there, until the hole is closed', async () => {
  const session = client.room(room)
  await session.showMessage({ seq: 5_700 })
  session.loadOlder()
  await vi.waitFor(() => expect(seqs()[0]).toBe(5_626))
  const [gap] = chat().gaps
  expect(gap).toMatchObject({ afterSeq: 5_725, beforeSeq: 5_951 })
  if (gap) await session.loadGap(gap, 'oldest')
  expect(chat().gaps).toEqual([{ kind: 'gap', afterSeq: 5_925, beforeSeq: 5_951, missing: 25 }])
  const [rest] = chat().gaps
  if (rest) await session.loadGap(rest, 'newest')
  expect(chat().gaps).toEqual([])
  expect(seqs()).toEqual(range(5_626, 6_000))
})

test('what is jumped over is no loss: what arrives is still told as received and read, and nothing is fetched unasked', async () => {
  const statuses: string[] = []
  client.store.subscribe(() => statuses.push(status() ?? ''))
  await client.room(room).showMessage({ seq: 5_850 })
  asked = []
  const sent = server.say(patient.id, room, 'and now')
  await vi.waitFor(() => expect(seqs().at(-1)).toBe(LENGTH + 1))
  client.room(room).markRead(sent.id)
  await vi.waitFor(() => expect(server.messages(room).at(-1)?.is_read).toBe(true))
  expect(chat().gaps).toMatchObject([{ missing: 75 }])
  expect(asked).toEqual([])
  expect(statuses).not.toContain('catching_up')
})

test('a message that is loaded is found by its id or place without a request', async () => {
  asked = []
  const newest = selectMessages(room)(state()).at(-1)
  expect(await client.room(room).showMessage({ messageId: newest?.id ?? 0 })).toBe(newest?.key)
  expect(await client.room(room).showMessage({ seq: LENGTH })).toBe(newest?.key)
  expect(await client.room(room).showMessage({ messageId: 1_000_000 })).toBeUndefined()
  expect(asked).toEqual([])
})

test('the start of a room is its start also when it was jumped to', async () => {
  await client.room(room).showMessage({ seq: 3 })
  expect(seqs()[0]).toBe(1)
  expect(chat().history.hasOlder).toBe(false)
})

test('a jump while the network is away says so, and leaves all as it was', async () => {
  fails = true
  await expect(client.room(room).showMessage({ seq: 1_000 })).rejects.toThrow('could not be reached')
  expect(seqs()).toEqual(range(5_951, 6_000))
})

test('reading far back forgets nothing that is there', async () => {
  client.room(room).markRead(selectMessages(room)(state()).at(-1)?.id ?? 0)
  await client.room(room).showMessage({ seq: 1_000 })
  for (const seq of [1_025, 1_225, 1_425, 1_625, 1_825, 2_025, 2_225]) {
    const gap = chat().gaps.find(({ afterSeq }) => afterSeq === seq)
    if (gap) await client.room(room).loadGap(gap, 'oldest')
  }
  const oldest = selectMessages(room)(state())[0]
  expect(chat().storedCount).toBeGreaterThan(1_100)
  client.room(room).markRead(oldest?.id ?? 0)
  expect(seqs()[0]).toBe(976)
})
