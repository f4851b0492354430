import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { HttpErrorSchema, NotificationPageSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { execute } from './database.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'

const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function start(...options: Parameters<typeof startServer>): Promise<TestServer> {
  const server = await startServer(...options)
  servers.push(server)
  return server
}

const notice = { notification_type: 'system', title: 'Title', message: 'Text', user_ids: [456] }
const notify = (server: TestServer, more: object) =>
  call(server, 1, '/api/notifications/', { method: 'POST', json: { ...notice, ...more } })
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('what could not be written or read again is refused', () => {
  test('metadata nested thousands of levels deep is WS_004, not an error to try again', async () => {
    const server = await start()
    const doctor = await connect(server, 123, ROOM)
    const client_id = randomUUID()
    for (const levels of [100, 20_000]) {
      doctor.sendRaw(
        `{"type":"send_message","data":{"message":"Deep","receiver_id":456,"client_id":"${client_id}","metadata":{"a":${nested(levels)}}}}`,
      )
      expect((await doctor.next('error')).data).toMatchObject({ code: 'WS_004', client_id })
    }
    for (const levels of [100, 20_000]) {
      const body = JSON.stringify({ ...notice, metadata: 0 }).replace(
        '"metadata":0',
        `"metadata":{"a":${nested(levels)}}`,
      )
      const headers = { 'content-type': 'application/json' }
      const answer = await call(server, 1, '/api/notifications/', { method: 'POST', headers, body })
      expect(answer).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    }
  })

  test('a notification whose link is no text does not hide the others', async () => {
    const server = await start()
    expect((await notify(server, { metadata: { action_url: 5 } })).status).toBe(400)
    expect((await notify(server, { metadata: { action_url: '/a', more: { kept: 1 } } })).status).toBe(201)
    const { results } = v.parse(NotificationPageSchema, (await call(server, 456, '/api/notifications/')).body)
    expect(results.map(({ metadata }) => metadata)).toEqual([{ action_url: '/a', more: { kept: 1 } }])
  })

  test('a notification for more unknown users than a query can name is WS_006', async () => {
    const server = await start()
    const answer = await notify(server, { user_ids: Array.from({ length: 40_000 }, (_, index) => index + 1) })
    expect(answer).toMatchObject({ status: 404, body: { code: 'WS_006' } })
  })

  test.each(['/api/rooms/%E0%A4%A/messages/', '/%', `/api/uploads/x/${'a'.repeat(4_000)}`])(
    'an address that cannot be read is answered like every other error (%#)',
    async (path) => {
      const server = await start()
      const { status, body } = await call(server, 123, path)
      expect(status).toBe(400)
      expect(v.parse(HttpErrorSchema, body).code).toBe('WS_004')
      expect(JSON.stringify(body)).not.toContain(path)
    },
  )

  test('a user name of great length is 413 before anything remembers it', async () => {
    const server = await start()
    const json = { username: 'x'.repeat(100_000), password: 'demo' }
    const answer = await call(server, undefined, '/api/token/', { method: 'POST', json })
    expect(answer).toMatchObject({ status: 413, body: { code: 'WS_010' } })
  })
})

describe('who may no longer see', () => {
  test('a user made inactive loses the notification socket, too', async () => {
    const server = await start({ heartbeatTimeoutMs: 300 })
    const patient = await connect(server, 456, '/ws/notifications/')
    await patient.next('unread_count_update')
    execute(server.config, 'update users set is_active = 0 where id = 456')
    expect((await patient.next('error')).data.code).toBe('WS_001')
    expect((await patient.closed).code).toBe(4001)
  })

  test('a shared file does not reach a socket whose user has just left the room', async () => {
    const server = await start()
    const nurse = await connect(server, 200, '/ws/chat/clinic_1/')
    const doctor = await connect(server, 123, '/ws/chat/clinic_1/')
    await Promise.all([nurse.next('connection_status'), doctor.next('connection_status')])
    execute(server.config, `delete from room_members where room_name = 'clinic_1' and user_id = 200`)
    doctor.send({ type: 'file_upload', data: { file_name: 'x', file_size: 1, file_url: 'https://a.example/x' } })
    await doctor.next('file_shared')
    expect((await nurse.closed).code).toBe(4002)
    expect(nurse.all('file_shared')).toEqual([])
  })
})

describe('peers that stall', () => {
  test('an upload that stops half-way is given up, and nothing is left of it', async () => {
    const server = await start({ heartbeatTimeoutMs: 300 })
    const socket = connectTcp(server.port, '127.0.0.1')
    const form =
      '--B\r\ncontent-disposition: form-data; name="room_name"\r\n\r\n123_456\r\n' +
      '--B\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of it'
    socket.write(
      `POST /api/uploads/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${await server.token(123)}\r\n` +
        `Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 9000\r\n\r\n${form}`,
    )
    socket.resume()
    await once(socket, 'close')
    await expect.poll(() => readdir(join(server.config.dataFolder, 'uploads'))).toEqual([])
  })

  test('a peer that sends much and reads nothing is closed in the end, and counts as gone', async () => {
    const server = await start({ heartbeatTimeoutMs: 300, rateLimitMessages: 1_000 })
    execute(
      server.config,
      `with recursive counter(n) as (select 1 union all select n + 1 from counter where n < 3000)
       insert into messages (room_name, seq, sender_id, receiver_id, message, message_type, metadata, timestamp)
       select '123_456', n, 123, 456, printf('%.*c', 8000, 'x'), 'text', '{}', '2024-01-15T10:30:00.000Z' from counter;
       update rooms set last_seq = 3000 where name = '123_456'`,
    )
    const doctor = await connect(server, 123, ROOM)
    const patient = await connect(server, 456, ROOM, { query: { since: 0 } })
    await patient.next('chat_message')
    patient.socket.pause()
    for (let count = 0; count < 100; count++) patient.send({ type: 'typing_stop' })
    await doctor.next('presence_status', ({ user, status }) => user.id === 456 && status === 'offline')
    patient.socket.terminate()
  })
})

test('messages so large that a page of them is more than a peer may be behind are all replayed', async () => {
  const server = await start({ maxMessageBytes: 1024 * 1024 })
  const doctor = await connect(server, 123, ROOM)
  const message = 'x'.repeat(900_000)
  for (let count = 0; count < 24; count++) {
    doctor.send({ type: 'send_message', data: { message, receiver_id: 456 } })
    await doctor.next('chat_message')
  }
  const patient = await connect(server, 456, ROOM, { query: { since: 0 } })
  await patient.next('chat_message', ({ seq }) => seq === 24)
  expect(patient.all('chat_message')).toHaveLength(24)
})

test('a notification made after the newest was deleted is still later than it', async () => {
  const now = Date.now()
  const server = await start({}, { now: () => now })
  const patient = await connect(server, 456, '/ws/notifications/')
  await patient.next('unread_count_update')
  for (const title of ['1', '2', '3']) {
    await notify(server, { title })
    await patient.next('new_notification')
  }
  patient.send({ type: 'delete_all' })
  await patient.next('bulk_update')
  await notify(server, { title: '4' })
  expect((await patient.next('new_notification')).data.title).toBe('4')
})
