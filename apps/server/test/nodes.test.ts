import { randomUUID } from 'node:crypto'
import { RoomListSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DatabaseConfig } from '../src/config.ts'
import type { Config } from '../src/server.ts'
import { call } from './call.ts'
import { connect, type Connection } from './connect.ts'
import { createDatabase } from './engines/createDatabase.ts'
import { startRedis, type Redis } from './engines/redis.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'
/** What Redis did not bring is looked for now and then. */
const MENDED = { timeout: 15_000 }

let redis: Redis
let nodes: { a: TestServer; b: TestServer }

beforeEach(async () => {
  redis = await startRedis()
  const database: DatabaseConfig = { kind: 'postgres', url: await createDatabase() }
  const config = {
    database,
    redisUrl: redis.url,
    channelSecrets: ['a secret of the nodes'],
    maxConnectionsPerUser: 2,
  } satisfies Partial<Config>
  const [a, b] = await Promise.all([startServer(config), startServer(config)])
  nodes = { a, b }
})
afterEach(async () => {
  await Promise.all([nodes.a.close(), nodes.b.close()])
  await redis.close()
})

const say = (connection: Connection, message: string, client_id: string = randomUUID()) => {
  connection.send({ type: 'send_message', data: { message, receiver_id: 456, client_id } })
  return client_id
}
const textsOf = (connection: Connection) => connection.all('chat_message').map(({ data }) => data.message)

test('two nodes are one chat: messages, typing, receipts and presence', async () => {
  const doctor = await connect(nodes.a, 123, ROOM)
  await doctor.next('connection_status')
  const patient = await connect(nodes.b, 456, ROOM)
  expect((await patient.next('connection_status')).data.active_users).toEqual([123, 456])
  await doctor.next('presence_status', ({ user, status }) => user.id === 456 && status === 'online')

  doctor.send({ type: 'typing_start' })
  await patient.next('typing_notification', ({ is_typing }) => is_typing)
  for (let count = 0; count < 20; count++) say(doctor, String(count))
  await patient.next('chat_message', ({ message }) => message === '19')
  expect(textsOf(patient)).toEqual(Array.from({ length: 20 }, (_, index) => String(index)))
  const { id } = (await doctor.next('chat_message')).data
  patient.send({ type: 'message_read', data: { message_id: id } })
  await doctor.next('message_status', ({ message_id, status }) => message_id === id && status === 'read')

  await patient.close()
  await doctor.next('presence_status', ({ user, status }) => user.id === 456 && status === 'offline')
})

test('the same client_id through two nodes at once is stored once, and both get the same echo', async () => {
  const sockets = [await connect(nodes.a, 123, ROOM), await connect(nodes.b, 123, ROOM)]
  for (const socket of sockets) await socket.next('connection_status')
  const client_ids = Array.from({ length: 15 }, () => randomUUID())
  for (const client_id of client_ids) for (const socket of sockets) say(socket, client_id, client_id)
  const idsOf = (socket: Connection) => new Set(socket.all('chat_message').map(({ data }) => data.id))
  for (const socket of sockets) await expect.poll(() => idsOf(socket).size, MENDED).toBe(15)
  const [first, second] = sockets.map(idsOf)
  expect([...(first ?? [])].sort()).toEqual([...(second ?? [])].sort())
  const { results } = v.parse(RoomListSchema, (await call(nodes.b, 123, '/api/rooms/')).body)
  expect(results.find(({ room_name }) => room_name === '123_456')?.last_seq).toBe(15)
})

test('while Redis is away each node goes on and says so; afterwards nothing is missing, in the same order', async () => {
  const doctor = await connect(nodes.a, 123, ROOM)
  const patient = await connect(nodes.b, 456, ROOM)
  await doctor.next('connection_status')
  await patient.next('connection_status')
  await redis.stop()
  for (const each of [doctor, patient]) expect((await each.next('error')).data.code).toBe('WS_009')
  say(doctor, 'while it is away')
  await doctor.next('chat_message')
  const late = await connect(nodes.a, 123, ROOM)
  expect((await late.next('error')).data.code).toBe('WS_009')
  await redis.start()
  await expect.poll(() => textsOf(patient), MENDED).toEqual(['while it is away'])
  say(doctor, 'after it')
  await expect.poll(() => textsOf(patient), MENDED).toEqual(['while it is away', 'after it'])
})

test('connections and messages are limited over all nodes', async () => {
  const first = await connect(nodes.a, 123, ROOM)
  const second = await connect(nodes.b, 123, ROOM)
  await first.next('connection_status')
  await second.next('connection_status')
  await expect
    .poll(async () => {
      const third = await connect(nodes.b, 123, ROOM)
      return (await third.closed).code
    }, MENDED)
    .toBe(4007)
  const { rateLimitMessages } = nodes.a.config
  for (let count = 0; count < rateLimitMessages; count++) say(first, String(count))
  await first.next('chat_message', ({ seq }) => seq === rateLimitMessages)
  say(second, 'one too many')
  expect((await second.next('error')).data.code).toBe('WS_007')
})

test('a notification reaches its user on every node, and so does its being read', async () => {
  const sockets = [await connect(nodes.a, 456, '/ws/notifications/'), await connect(nodes.b, 456, '/ws/notifications/')]
  for (const socket of sockets) await socket.next('unread_count_update')
  const json = { user_ids: [456], notification_type: 'system', title: 'Title', message: 'Text', priority: 'high' }
  expect((await call(nodes.a, 1, '/api/notifications/', { method: 'POST', json })).status).toBe(201)
  const [id] = await Promise.all(sockets.map(async (socket) => (await socket.next('new_notification')).data.id))
  sockets[0]?.send({ type: 'mark_read', data: { notification_id: id ?? '' } })
  for (const socket of sockets) {
    await socket.next('notification_read')
    await socket.next('unread_count_update', ({ total_unread }) => total_unread === 0)
  }
})
