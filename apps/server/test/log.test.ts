import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createLog } from '../src/log.ts'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { memoryLog } from './memoryLog.ts'
import { startServer } from './startServer.ts'
import './timeouts.ts'

test('connections and errors are logged with who and what, but never a token, a password or a text', async () => {
  const { lines, stream } = memoryLog()
  const server = await startServer({}, { log: createLog('trace', stream) })
  const token = await server.token(123)
  const doctor = await connect(server, 123, '/ws/chat/123_456/', { token })
  doctor.send({ type: 'send_message', data: { message: 'a secret diagnosis', receiver_id: 456 } })
  await doctor.next('chat_message')
  doctor.send({ type: 'authenticate', data: { token } })
  doctor.sendRaw('{"type":"send_message","data":{"message":"a secret diagnosis"}}')
  await doctor.next('error')
  const json = { username: 'dr_smith', password: 'a secret password' }
  await call(server, undefined, '/api/token/', { method: 'POST', json })
  await call(server, 123, '/api/rooms/')
  await doctor.close()
  await server.close()
  const log = lines.join('')
  expect(log).toContain('"event_type":"connect"')
  expect(log).toContain('"event_type":"disconnect"')
  expect(log).toContain('"user_id":123')
  expect(log).not.toContain('secret')
  for (const part of token.split('.').slice(1)) expect(log).not.toContain(part)
})

test('what could hold a secret is cut out, should it ever be logged', () => {
  const { lines, stream } = memoryLog()
  const log = createLog('info', stream)
  log.info({
    token: 'secret',
    data: { message: 'secret', password: 'secret' },
    req: { headers: { authorization: 'secret' } },
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('secret')
})

test('an error about a stored value tells where it was, not what it was', () => {
  const { lines, stream } = memoryLog()
  const log = createLog('info', stream)
  try {
    v.parse(v.object({ message: v.number() }), { message: 'secret' })
  } catch (err) {
    log.error({ err }, 'Could not be read')
  }
  expect(lines[0]).toContain('message: expected number')
  expect(lines[0]).not.toContain('secret')
})
