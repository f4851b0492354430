import { createHmac, randomUUID } from 'node:crypto'
import { ERRORS, type ErrorCode } from '@mediconnect/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTokens } from '../src/auth/token.ts'
import { connect, type ConnectOptions } from './connect.ts'
import { execute } from './database.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'
const MAX_MESSAGE_BYTES = 4_096

let server: TestServer

beforeAll(async () => {
  server = await startServer({ maxMessageBytes: MAX_MESSAGE_BYTES, rateLimitMessages: 1_000 })
  execute(
    server.config,
    `insert into users (id, username, first_name, last_name, role, is_active, password_hash)
     values (300, 'gone', 'Was', 'Here', 'staff', 0, '')`,
  )
})
afterAll(() => server.close())

async function expectRefused(
  code: ErrorCode,
  userId: number,
  path: string,
  options: ConnectOptions = {},
): Promise<void> {
  const connection = await connect(server, userId, path, options)
  const { data } = await connection.next('error')
  expect(data).toMatchObject({ code, message: ERRORS[code].message })
  expect((await connection.closed).code).toBe(ERRORS[code].closeCode)
  expect(connection.frames).toHaveLength(1)
}

/** A token made by hand, as an attacker would. */
function forge(header: object, claims: object, secret = server.config.jwtSecret ?? ''): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const content = `${encode(header)}.${encode(claims)}`
  const alg = 'alg' in header && header.alg === 'HS512' ? 'sha512' : 'sha256'
  return `${content}.${createHmac(alg, secret).update(content).digest('base64url')}`
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const claims = (more: object = {}) => ({
  token_type: 'access',
  exp: inSeconds(60),
  iat: inSeconds(0),
  jti: 'x',
  user_id: 123,
  ...more,
})

describe('tokens that are refused with WS_001 and 4001, on both kinds of socket', () => {
  const cases: Record<string, () => string | null | Promise<string>> = {
    'no token': () => null,
    'no JWT at all': () => 'nonsense',
    'signed with another key': () => forge({ alg: 'HS256' }, claims(), 'another key'),
    'alg none': () => `${forge({ alg: 'none' }, claims()).split('.').slice(0, 2).join('.')}.`,
    'another alg, though with the right key': () => forge({ alg: 'HS512' }, claims()),
    expired: () => forge({ alg: 'HS256' }, claims({ exp: inSeconds(-1) })),
    'without exp': () => forge({ alg: 'HS256' }, claims({ exp: undefined })),
    'not yet valid': () => forge({ alg: 'HS256' }, claims({ nbf: inSeconds(60) })),
    'issued in the future': () => forge({ alg: 'HS256' }, claims({ iat: inSeconds(3_600), exp: inSeconds(7_200) })),
    'a refresh token': () => createTokens(server.config.jwtSecret ?? '', Date.now).sign(123, 'refresh'),
    'an unknown user': () => server.token(999),
    'a user id that is none': () => server.token(123, { user_id: 'admin' }),
    'an inactive user': () => server.token(300),
  }
  for (const [name, make] of Object.entries(cases)) {
    test(name, async () => {
      const token = await make()
      await expectRefused('WS_001', 123, ROOM, { token })
      await expectRefused('WS_001', 123, '/ws/notifications/', { token })
    })
  }
})

describe('tokens that are taken', () => {
  test('from the Authorization header', async () => {
    const headers = { authorization: `Bearer ${await server.token(123)}` }
    const connection = await connect(server, 123, ROOM, { token: null, headers })
    await connection.next('connection_status')
  })

  test('from the subprotocol pair, answered with chat alone', async () => {
    const protocols = ['chat', `bearer.${await server.token(123)}`]
    const connection = await connect(server, 123, ROOM, { token: null, protocols })
    await connection.next('connection_status')
    expect(connection.socket.protocol).toBe('chat')
  })

  test('with the user’s id as text, as some issuers write it', async () => {
    const token = await server.token(123, { user_id: '123' })
    await (await connect(server, 123, ROOM, { token })).next('connection_status')
  })
})

describe('upgrades that are refused by HTTP', () => {
  function statusOf(path: string, origin?: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(server.wsUrl + path, { origin })
      socket.on('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0)
        request.destroy()
      })
      socket.on('open', () => reject(new Error('It was let in.')))
      socket.on('error', () => undefined)
    })
  }

  test('a wrong path is 404', async () => {
    for (const path of ['/', '/ws/', '/ws/chat/', '/ws/chat/123_456/more/', '/ws/other/', '/api/rooms/']) {
      expect(await statusOf(path)).toBe(404)
    }
  })

  test('an origin other than the server’s own host is 403', async () => {
    for (const origin of ['https://evil.example', `https://127.0.0.1:${server.port + 1}`, 'null', 'nonsense']) {
      expect(await statusOf(ROOM, origin)).toBe(403)
    }
  })

  test('the server’s own host and no origin at all are let in', async () => {
    for (const origin of [server.url, undefined]) {
      await (await connect(server, 123, ROOM, { origin })).next('connection_status')
    }
  })

  test('with ALLOWED_ORIGINS only those on the list are let in', async () => {
    const strict = await startServer({ allowedOrigins: ['https://clinic.example'] })
    const attempt = (origin: string) => connect(strict, 123, ROOM, { origin }).then((connection) => connection.close())
    await attempt('https://clinic.example')
    await expect(attempt(strict.url)).rejects.toThrow('403')
    await expect(attempt('https://clinic.example.evil.example')).rejects.toThrow('403')
    await strict.close()
  })
})

describe('rooms', () => {
  test.each([
    ['malformed', 'lobby'],
    ['with its ids out of order', '456_123'],
    ['of one user', '123_123'],
    ['with an id that has zeros in front', '0123_456'],
    ['of an unknown user', '123_999'],
    ['an unknown clinic', 'clinic_99'],
    ['an unknown department', 'department_99'],
    ['not even text', '%E0%A4%A'],
  ])('a room that is %s is WS_005', async (_name, room) => {
    await expectRefused('WS_005', 123, `/ws/chat/${room}/`)
  })

  test.each([
    ['of two others', 200, '123_456'],
    ['of a doctor and a patient without a relationship', 123, '123_457'],
    ['the same from the patient’s side', 457, '123_457'],
    ['of a doctor and a patient whose relationship has ended', 124, '124_456'],
    ['a clinic of others', 456, 'clinic_1'],
    ['a department of others', 124, 'department_7'],
  ])('a room %s is WS_002', async (_name, userId, room) => {
    await expectRefused('WS_002', userId, `/ws/chat/${room}/`)
  })

  test('two who are not doctor and patient may talk, and an admin may join any room', async () => {
    for (const [userId, room] of [
      [456, '456_457'],
      [200, '200_456'],
      [1, '123_457'],
      [1, 'clinic_1'],
    ] as const) {
      await (await connect(server, userId, `/ws/chat/${room}/`)).next('connection_status')
    }
    await expectRefused('WS_005', 1, '/ws/chat/clinic_99/')
  })
})

describe('frames', () => {
  const client_id = randomUUID()

  async function answerTo(frame: string | Buffer, userId = 123, path = ROOM) {
    const connection = await connect(server, userId, path)
    connection.sendRaw(frame)
    const { data } = await connection.next('error')
    await connection.settled()
    expect(connection.frames.filter(({ type }) => type === 'chat_message' || type === 'message_status')).toEqual([])
    await connection.close()
    return data
  }
  const message = (data: object) => JSON.stringify({ type: 'send_message', data: { client_id, ...data } })

  test.each([
    ['no JSON', 'hello'],
    ['no object', '[1]'],
    ['without a type', '{"data":{}}'],
    ['of an unknown type', '{"type":"constructor","data":{}}'],
    ['without its fields', '{"type":"send_message","data":{}}'],
    ['with a wrong field', '{"type":"message_read","data":{"message_id":"x"}}'],
    ['binary', Buffer.from('{"type":"heartbeat"}')],
  ])('a frame that is %s is WS_004, and the socket stays open', async (_name, frame) => {
    expect((await answerTo(frame)).code).toBe('WS_004')
  })

  test.each([
    ['a blank text', { message: ' \n', receiver_id: 456 }],
    ['no receiver in a room of two', { message: 'Hi' }],
    ['a picture without its URL', { message: '', receiver_id: 456, message_type: 'image' }],
    [
      'a file that is not an upload of the room',
      {
        message: '',
        receiver_id: 456,
        message_type: 'file',
        metadata: { file_url: `/api/uploads/${randomUUID()}/x.pdf` },
      },
    ],
  ])('%s is WS_004 and names the message', async (_name, data) => {
    expect(await answerTo(message(data))).toMatchObject({ code: 'WS_004', client_id })
  })

  test('a sender or reader other than the token’s user is WS_002', async () => {
    const data = { message: 'Hi', receiver_id: 456, sender_id: 456 }
    expect(await answerTo(message(data))).toMatchObject({ code: 'WS_002', client_id })
    const read = JSON.stringify({ type: 'message_read', data: { message_id: 1, reader_id: 456 } })
    expect(await answerTo(read)).toMatchObject({ code: 'WS_002', message_id: 1 })
    expect((await answerTo('{"type":"typing_start","data":{"sender_id":456}}')).code).toBe('WS_002')
  })

  test.each([[999], [200], [123]])('user %i is WS_006 as the receiver of another', async (receiver_id) => {
    expect(await answerTo(message({ message: 'Hi', receiver_id }))).toMatchObject({ code: 'WS_006', client_id })
  })

  test('a frame above the limit is WS_010, counted in bytes, and the socket stays open', async () => {
    const text = 'ü'.repeat(MAX_MESSAGE_BYTES / 2)
    const data = { message: text, receiver_id: 456, client_id: randomUUID() }
    const frame = JSON.stringify({ type: 'send_message', data })
    expect(await answerTo(frame)).toMatchObject({ code: 'WS_010', client_id: data.client_id })
  })

  test('a frame far above the limit is WS_010 and closes with 4010', async () => {
    const connection = await connect(server, 123, ROOM)
    await connection.next('connection_status')
    connection.sendRaw('x'.repeat(MAX_MESSAGE_BYTES * 20))
    expect((await connection.next('error')).data.code).toBe('WS_010')
    expect((await connection.closed).code).toBe(4010)
  })
})
