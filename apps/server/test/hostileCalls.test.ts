import { randomUUID } from 'node:crypto'
import { HttpErrorSchema, MessagePageSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ rateLimitMessages: 1_000, trustedProxies: ['127.0.0.1'] })
})
afterAll(() => server.close())

const post = (path: string, json: unknown, userId?: number) => call(server, userId, path, { method: 'POST', json })

test.each([100, 500])(
  '%i who sign in at once stop neither the chat nor who comes from elsewhere; who cannot be served is told when',
  async (count) => {
    const doctor = await connect(server, 123, ROOM)
    const patient = await connect(server, 456, ROOM)
    await Promise.all([doctor.next('connection_status'), patient.next('connection_status')])
    let open = count
    const attempts = Array.from({ length: count }, async (_, index) => {
      const answer = await post('/api/token/', { username: `somebody ${count} ${index}`, password: 'guess' })
      open--
      return answer
    })
    for (let said = 0; said < 5; said++) {
      const client_id = randomUUID()
      doctor.send({ type: 'send_message', data: { message: 'Meanwhile', receiver_id: 456, client_id } })
      await patient.next('chat_message', (data) => data.client_id === client_id)
    }
    expect(open).toBeGreaterThan(0)
    const headers = { 'x-forwarded-for': `192.0.2.${count % 256}` }
    const json = { username: 'dr_smith', password: 'demo' }
    const elsewhere = await call(server, undefined, '/api/token/', { method: 'POST', json, headers })
    expect(elsewhere.status).toBe(200)
    expect(open).toBeGreaterThan(0)
    const answers = await Promise.all(attempts)
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(count - refused.length)
    expect(refused.length > 0).toBe(count === 500)
    for (const { body } of refused) expect(v.parse(HttpErrorSchema, body).retry_after).toBeGreaterThan(0)
    await Promise.all([doctor.close(), patient.close()])
  },
)

test('who calls without end is told 429, and nobody else is', async () => {
  const answers = await Promise.all(Array.from({ length: 600 }, () => call(server, 200, '/api/notifications/')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(100)
  for (const { body } of refused) {
    const { code, retry_after } = v.parse(HttpErrorSchema, body)
    expect(code).toBe('WS_007')
    expect(retry_after).toBeGreaterThan(0)
  }
  expect((await call(server, 124, '/api/notifications/')).status).toBe(200)
})

describe('texts that not every database can keep', () => {
  test('NUL in a message is WS_004, names the message, and nothing is stored', async () => {
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    const data = { message: 'a\0b', receiver_id: 456, client_id: randomUUID() }
    doctor.send({ type: 'send_message', data })
    expect((await doctor.next('error')).data).toMatchObject({
      code: 'WS_004',
      client_id: data.client_id,
      details: 'data.message: expected a text without the character NUL.',
    })
    expect(doctor.all('chat_message')).toEqual([])
    await doctor.close()
  })

  test('NUL in metadata is kept as it is, escaped', async () => {
    const doctor = await connect(server, 123, ROOM)
    const metadata = { 'a\0': 'b\0' }
    const client_id = randomUUID()
    doctor.send({ type: 'send_message', data: { message: 'Look', receiver_id: 456, metadata, client_id } })
    await doctor.next('chat_message', (data) => data.client_id === client_id)
    const { body } = await call(server, 456, '/api/rooms/123_456/messages/?limit=1')
    expect(v.parse(MessagePageSchema, body).results[0]?.metadata).toEqual(metadata)
    await doctor.close()
  })

  test('half a character becomes U+FFFD, as in any UTF-8', async () => {
    const doctor = await connect(server, 123, ROOM)
    const client_id = randomUUID()
    doctor.sendRaw(
      `{"type":"send_message","data":{"message":"half \\ud83e","receiver_id":456,"client_id":"${client_id}"}}`,
    )
    const { data } = await doctor.next('chat_message', (each) => each.client_id === client_id)
    expect(data.message).toBe('half \ufffd')
    await doctor.close()
  })

  test.each([{ title: 'a\0' }, { message: 'a\0' }])('NUL in a notification is 400 (%#)', async (text) => {
    const notice = { user_ids: [456], notification_type: 'system', title: 'Title', message: 'Text', ...text }
    expect(await post('/api/notifications/', notice, 1)).toMatchObject({ status: 400, body: { code: 'WS_004' } })
  })

  test('NUL in a user name is 400', async () => {
    const answer = await post('/api/token/', { username: 'dr_smith\0', password: 'demo' })
    expect(answer).toMatchObject({ status: 400, body: { code: 'WS_004' } })
  })

  test.each(['/api/rooms/123%00456/messages/', '/api/uploads/%00/x', '/api/users/%00/'])(
    'NUL in the address %s names nothing',
    async (path) => {
      expect((await call(server, 123, path)).status).toBe(404)
    },
  )
})

test.each([
  ['without its boundary', 'multipart/form-data', '--B--\r\n'],
  ['that is none', 'multipart/form-data; boundary=B', 'nonsense'],
  ['that ends in the middle of the file', 'multipart/form-data; boundary=B', `${formStart()}half of it`],
])('an upload in a form %s is 400, not a fault of the server', async (_name, type, body) => {
  const answer = await call(server, 123, '/api/uploads/', { method: 'POST', headers: { 'content-type': type }, body })
  expect(answer).toMatchObject({ status: 400, body: { code: 'WS_004' } })
})

function formStart(): string {
  const part = (more: string) => `--B\r\ncontent-disposition: form-data; name=${more}\r\n\r\n`
  return `${part('"room_name"')}123_456\r\n${part('"file"; filename="a.txt"')}`
}
