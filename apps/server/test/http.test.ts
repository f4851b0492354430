import { randomUUID } from 'node:crypto'
import {
  AccessTokenSchema,
  HttpErrorSchema,
  MessagePageSchema,
  RoomListSchema,
  TokenPairSchema,
  UserProfileSchema,
} from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { execute } from './database.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'
const PAGE = 'https://clinic.example'

let server: TestServer

beforeAll(async () => {
  server = await startServer({ rateLimitMessages: 1_000, allowedOrigins: ['https://clinic.example'] })
  execute(
    server.config,
    `insert into users (id, username, first_name, last_name, role, is_active, password_hash)
     select 300, 'gone', 'Was', 'Here', 'staff', 0, password_hash from users where id = 200`,
  )
})
afterAll(() => server.close())

const post = (path: string, json: unknown) => call(server, undefined, path, { method: 'POST', json })
const codeOf = (body: unknown) => v.parse(HttpErrorSchema, body).code

describe('signing in', () => {
  test('gives two tokens; the access token opens a socket, the refresh token gives another', async () => {
    const answer = await post('/api/token/', { username: 'patient_doe', password: 'demo' })
    expect(answer.status).toBe(200)
    const { access, refresh } = v.parse(TokenPairSchema, answer.body)
    await (await connect(server, 456, ROOM, { token: access })).next('connection_status')
    const renewed = await post('/api/token/refresh/', { refresh })
    const { access: next } = v.parse(AccessTokenSchema, renewed.body)
    await (await connect(server, 456, ROOM, { token: next })).next('connection_status')
    expect((await post('/api/token/refresh/', { refresh: access })).status).toBe(401)
  })

  test('a wrong password, an unknown user and an inactive one look the same', async () => {
    const answers = await Promise.all([
      post('/api/token/', { username: 'dr_smith', password: 'wrong' }),
      post('/api/token/', { username: 'nobody', password: 'demo' }),
      post('/api/token/', { username: 'gone', password: 'demo' }),
    ])
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], headers: answer.headers })
    expect(answers[0]?.status).toBe(401)
  })

  test('guessing is stopped with 429, even when all guesses come at once', async () => {
    const guesses = Array.from({ length: 12 }, () => post('/api/token/', { username: 'dr_jones', password: 'guess' }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    const answer = await post('/api/token/', { username: 'dr_jones', password: 'demo' })
    expect(answer.status).toBe(429)
    expect(v.parse(HttpErrorSchema, answer.body)).toMatchObject({ code: 'WS_007' })
    expect(v.parse(HttpErrorSchema, answer.body).retry_after).toBeGreaterThan(0)
    expect((await post('/api/token/', { username: 'dr_smith', password: 'demo' })).status).toBe(200)
  })
})

describe('history', () => {
  beforeAll(async () => {
    const doctor = await connect(server, 123, ROOM)
    for (let count = 1; count <= 10; count++) {
      const data = { message: String(count), receiver_id: 456, client_id: randomUUID() }
      doctor.send({ type: 'send_message', data })
    }
    await doctor.next('chat_message', ({ seq }) => seq === 10)
    await doctor.close()
  })

  async function history(query: string, room = '123_456', userId = 456) {
    const { status, body } = await call(server, userId, `/api/rooms/${room}/messages/${query}`)
    expect(status).toBe(200)
    const { results, has_more } = v.parse(MessagePageSchema, body)
    return { seqs: results.map(({ seq }) => seq), has_more, results }
  }

  test('pages are newest first, as in the spec', async () => {
    expect(await history('')).toMatchObject({ seqs: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], has_more: false })
    expect(await history('?page=1&page_size=4')).toMatchObject({ seqs: [10, 9, 8, 7], has_more: true })
    expect(await history('?page=3&page_size=4')).toMatchObject({ seqs: [2, 1], has_more: false })
    expect(await history('?page=4&page_size=4')).toMatchObject({ seqs: [], has_more: false })
  })

  test('every page says how many messages the caller has not read; a moderating admin has none', async () => {
    const unread = async (userId: number) => {
      const { body } = await call(server, userId, '/api/rooms/123_456/messages/?page_size=1')
      return v.parse(MessagePageSchema, body).unread_count
    }
    expect([await unread(456), await unread(123), await unread(1)]).toEqual([10, 0, 0])
    expect((await history('')).results.map(({ status }) => status)).toEqual(Array(10).fill('sent'))
  })

  test('before_seq reads back and after_seq reads on', async () => {
    expect(await history('?before_seq=5&limit=2')).toMatchObject({ seqs: [4, 3], has_more: true })
    expect(await history('?before_seq=3&limit=2')).toMatchObject({ seqs: [2, 1], has_more: false })
    expect(await history('?after_seq=5&limit=2')).toMatchObject({ seqs: [6, 7], has_more: true })
    expect(await history('?after_seq=0&limit=200')).toMatchObject({ has_more: false })
    expect((await history('?after_seq=0')).seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('an item is the same as the frame that brought it, with how far it got', async () => {
    const patient = await connect(server, 456, ROOM, { query: { since: 0 } })
    const { data } = await patient.next('chat_message')
    expect((await history('?after_seq=0&limit=1')).results).toEqual([data])
    patient.send({ type: 'message_ack', data: { message_id: data.id } })
    await patient.next('message_status')
    expect((await history('?after_seq=0&limit=1')).results[0]?.status).toBe('delivered')
    patient.send({ type: 'message_read', data: { message_id: data.id } })
    await patient.next('message_status')
    expect((await history('?after_seq=0&limit=1')).results[0]).toMatchObject({ status: 'read', is_read: true })
  })

  test.each(['?limit=0', '?limit=201', '?page=0', '?page=x', '?before_seq=-1', '?after_seq=1&before_seq=2'])(
    '%s is 400 and WS_004',
    async (query) => {
      const { status, body } = await call(server, 456, `/api/rooms/123_456/messages/${query}`)
      expect(status).toBe(400)
      expect(codeOf(body)).toBe('WS_004')
    },
  )

  test('only those who may be in the room now can read it', async () => {
    const statusOf = async (userId: number, room: string) =>
      (await call(server, userId, `/api/rooms/${room}/messages/`)).status
    expect(await statusOf(200, '123_456')).toBe(403)
    expect(await statusOf(124, '124_456')).toBe(403)
    expect(await statusOf(1, '123_456')).toBe(200)
    expect(await statusOf(123, 'clinic_99')).toBe(404)
    expect(await statusOf(123, 'lobby')).toBe(404)
  })
})

describe('rooms and users', () => {
  const roomsOf = async (userId: number) =>
    v.parse(RoomListSchema, (await call(server, userId, '/api/rooms/')).body).results

  test('the caller’s rooms come with members, newest message and what is unread, newest activity first', async () => {
    const nurse = await connect(server, 200, '/ws/chat/clinic_1/')
    nurse.send({ type: 'send_message', data: { message: 'Lunch?' } })
    nurse.send({ type: 'send_message', data: { message: 'Anyone?' } })
    const { data } = await nurse.next('chat_message', ({ seq }) => seq === 2)
    await nurse.close()
    const [first] = await roomsOf(123)
    expect(first).toMatchObject({
      room_name: 'clinic_1',
      title: 'Clinic 1',
      last_message: { message: 'Anyone?' },
      unread_count: 2,
      last_seq: 2,
    })
    expect(first?.members.map(({ id }) => id)).toEqual([123, 124, 200])
    expect((await roomsOf(123)).map((room) => room.room_name).sort()).toEqual([
      '123_200',
      '123_456',
      'clinic_1',
      'department_7',
    ])
    expect((await roomsOf(200)).find((room) => room.room_name === 'clinic_1')?.unread_count).toBe(0)
    const doctor = await connect(server, 123, '/ws/chat/clinic_1/')
    doctor.send({ type: 'message_read', data: { message_id: data.id, up_to: true } })
    await doctor.settled()
    await doctor.close()
    expect((await roomsOf(123))[0]?.unread_count).toBe(0)
  })

  test('a room whose treatment has ended is not listed', async () => {
    expect((await roomsOf(124)).map((room) => room.room_name)).toEqual(['clinic_1'])
    expect((await roomsOf(457)).map((room) => room.room_name)).toEqual([])
  })

  test('a profile is public, without what is private, and has the presence', async () => {
    const patient = await connect(server, 456, ROOM)
    await patient.next('connection_status')
    const { body } = await call(server, 123, '/api/users/456/')
    expect(v.parse(UserProfileSchema, body)).toMatchObject({
      username: 'patient_doe',
      role: 'patient',
      status: 'online',
    })
    expect(body).not.toHaveProperty('password_hash')
    expect((await call(server, 123, '/api/users/me')).body).toMatchObject({ id: 123, status: 'offline' })
    await patient.close()
    expect(await call(server, 123, '/api/users/999/')).toMatchObject({ status: 404, body: { code: 'WS_006' } })
  })
})

describe('every call', () => {
  test('needs a token', async () => {
    for (const path of ['/api/rooms/', '/api/rooms/123_456/messages/', '/api/users/me/', '/api/notifications/']) {
      expect(await call(server, undefined, path)).toMatchObject({ status: 401, body: { code: 'WS_001' } })
    }
  })

  test('works with and without the last slash', async () => {
    for (const path of ['/api/rooms', '/api/rooms/', '/api/rooms/123_456/messages', '/healthz/', '/metrics/']) {
      expect((await call(server, 123, path)).status).toBe(200)
    }
  })

  test('answers errors as JSON without a stack: unknown addresses, bad JSON, large bodies', async () => {
    expect(await call(server, 123, '/api/nothing/')).toMatchObject({ status: 404, body: { code: 'WS_005' } })
    const bad = await call(server, undefined, '/api/token/', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(bad).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    const large = await post('/api/token/', { username: 'x'.repeat(2_000_000), password: 'x' })
    expect(large).toMatchObject({ status: 413, body: { code: 'WS_010' } })
    for (const { body } of [bad, large]) expect(JSON.stringify(body)).not.toContain('node_modules')
  })

  test('may be made from pages of the allowed origins and no others', async () => {
    const allowed = (origin: string) =>
      fetch(`${server.url}/api/rooms/`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
      }).then((response) => response.headers.get('access-control-allow-origin'))
    expect(await allowed(PAGE)).toBe(PAGE)
    expect(await allowed('https://evil.example')).not.toBe('https://evil.example')
  })
})

describe('for operators', () => {
  test('/healthz tells the state of the database', async () => {
    expect(await call(server, undefined, '/healthz')).toMatchObject({
      status: 200,
      body: { status: 'ok', database: 'ok' },
    })
  })

  test('/metrics counts connections, messages, latency and errors, and names nobody', async () => {
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    doctor.sendRaw('garbage')
    await doctor.next('error')
    const { body } = await call(server, undefined, '/metrics')
    expect(body).toMatch(/mediconnect_connections\{kind="chat"\} [1-9]/)
    expect(body).toMatch(/mediconnect_messages_total [1-9]/)
    expect(body).toMatch(/mediconnect_message_delivery_seconds_count [1-9]/)
    expect(body).toMatch(/mediconnect_errors_total\{code="WS_004"\} [1-9]/)
    expect(body).not.toContain('123')
    await doctor.close()
  })
})
