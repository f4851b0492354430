import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRoom, type Room } from '@mediconnect/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { append } from '../../test/append.ts'
import { openStore } from '../store/openStore.ts'
import type { Store, StoredMessage } from '../store/store.ts'
import type { RoomEvent } from './channelLayer.ts'
import { RoomFeed } from './roomFeed.ts'

const NOWHERE = { address: null, socket_id: null } as const

let folder: string
let store: Store
let feed: RoomFeed
let delivered: RoomEvent[][]
const room: Room = parseRoom('123_456') ?? { kind: 'direct', name: '123_456', userIds: [123, 456] }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mediconnect-feed-'))
  const onError = (error: unknown) => {
    throw error
  }
  store = await openStore(
    { kind: 'sqlite', file: join(folder, 'mediconnect.db') },
    { poolSize: 2, now: Date.now, onError },
  )
  await store.seedDemo('no password')
  delivered = []
  feed = new RoomFeed({
    room,
    store,
    deliver: (events) => delivered.push([...events]),
    onError,
  })
})
const begin = (last_seq: number) => feed.begin({ name: room.name, last_seq, last_receipt: 0 })
afterEach(async () => {
  feed.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

async function stored(message: string): Promise<StoredMessage> {
  const client_id = randomUUID()
  const draft = {
    room,
    sender_id: 123,
    receiver_id: 456,
    message,
    message_type: 'text',
    metadata: {},
    client_id,
  } as const
  const outcome = await append(store, { ...draft, upload_id: null, origin: NOWHERE }, () => undefined)
  if (outcome.kind !== 'stored') throw new Error('It was not stored.')
  return outcome.message
}

async function readBy(message_id: number): Promise<Extract<RoomEvent, { kind: 'receipts' }>> {
  const request = { room_name: room.name, user_id: 456, message_id, status: 'read', up_to: false } as const
  const outcome = await store.receipts.mark({ ...request, origin: NOWHERE }, () => undefined)
  const receipt = outcome.kind === 'marked' ? outcome.receipts[0] : undefined
  if (outcome.kind !== 'marked' || !receipt) throw new Error('It was not marked.')
  const { position } = receipt
  return { kind: 'receipts', first: position, newest: position, at_seq: outcome.at_seq, texts: ['a receipt'] }
}

const event = ({ seq }: StoredMessage): RoomEvent => ({ kind: 'message', seq, reader_ids: [123, 456], text: `${seq}` })
const order = () =>
  delivered
    .flat()
    .map((each) => (each.kind === 'message' ? each.seq : each.kind === 'receipts' ? 'receipts' : each.kind))

test('what happens in one turn is delivered together', async () => {
  begin(0)
  const messages = [await stored('one'), await stored('two'), await stored('three')]
  for (const message of messages) feed.push(event(message))
  await expect.poll(() => delivered.length).toBe(1)
  expect(order()).toEqual([1, 2, 3])
})

test('messages that come in the wrong order, or twice, go out in the right one, each once', async () => {
  begin(0)
  const [one, two, three] = [await stored('one'), await stored('two'), await stored('three')]
  for (const message of [two, one, one, three, two]) feed.push(event(message))
  await expect.poll(order).toEqual([1, 2, 3])
})

test('a message that never came is read from the database', async () => {
  begin(0)
  await stored('lost between the nodes')
  feed.push(event(await stored('came')))
  await expect.poll(order).toEqual([1, 2])
  const [lost] = delivered.flat()
  expect(lost).toMatchObject({ reader_ids: [123, 456] })
  expect(lost && 'text' in lost && lost.text).toContain('lost between the nodes')
})

test('the last message of all, which no later one gives away, is found by looking', async () => {
  begin(0)
  const { id } = await stored('lost')
  await readBy(id)
  const [position] = await store.rooms.newest([room.name])
  if (position) feed.sync(position)
  await expect.poll(order).toEqual([1, 'receipts'])
})

test('a receipt waits for the messages that were there before it', async () => {
  begin(0)
  const message = await stored('one')
  const receipts = await readBy(message.id)
  feed.push(receipts)
  feed.push(event(message))
  await expect.poll(order).toEqual([1, 'receipts'])
})

test('what comes while it is still read how far the room is goes out afterwards, unless it was read', async () => {
  const [one, two, three] = [await stored('one'), await stored('two'), await stored('three')]
  for (const message of [three, one, two]) feed.push(event(message))
  begin(1)
  await expect.poll(order).toEqual([2, 3])
})

test('what was announced before, and never came, is read from the database', async () => {
  const [, two] = [await stored('one'), await stored('two')]
  feed.push(event(two))
  begin(0)
  await expect.poll(order).toEqual([1, 2])
})
