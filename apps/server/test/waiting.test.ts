import { randomUUID } from 'node:crypto'
import { describe, test, type TestContext } from 'vitest'
import { createLog } from '../src/log.ts'
import { connect } from './connect.ts'
import { lock } from './database.ts'
import { memoryLog } from './memoryLog.ts'
import { startServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'

/** A server of the test's own: these tests wait for time to pass, so they wait together. */
async function start({ onTestFinished }: TestContext, ...options: Parameters<typeof startServer>) {
  const server = await startServer(...options)
  onTestFinished(() => server.close())
  return server
}

describe.concurrent('what takes its time', () => {
  test('typing stops by itself, without holding up the queue of who types', async (context) => {
    const server = await start(context)
    const doctor = await connect(server, 123, ROOM)
    const patient = await connect(server, 456, ROOM)
    await patient.next('connection_status')
    doctor.send({ type: 'typing_start' })
    await doctor.settled()
    await patient.next('typing_notification', (data) => data.is_typing)
    await patient.next('typing_notification', (data) => !data.is_typing)
  })

  test('a locked database is WS_003 with retry_after; afterwards the same message is stored once', async (context) => {
    const server = await start(context)
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    const client_id = randomUUID()
    const send = () => doctor.send({ type: 'send_message', data: { message: 'Later', receiver_id: 456, client_id } })
    const unlock = lock(server.config)
    send()
    context.expect((await doctor.next('error')).data).toMatchObject({ code: 'WS_003', client_id, retry_after: 1_000 })
    unlock()
    send()
    await doctor.next('chat_message')
    await doctor.settled()
    context.expect(doctor.all('chat_message')).toHaveLength(1)
  })

  test('a silent socket gets WS_008 and is closed with 4008; one that answers pings stays', async (context) => {
    const server = await start(context, { heartbeatTimeoutMs: 1_000 })
    const silent = await connect(server, 123, ROOM, { autoPong: false })
    const alive = await connect(server, 456, ROOM)
    context.expect((await silent.next('error')).data.code).toBe('WS_008')
    context.expect((await silent.closed).code).toBe(4008)
    await alive.next('presence_status', (data) => data.user.id === 123 && data.status === 'offline')
    await alive.settled()
  })

  test('a delivery that takes longer than a second is worth a warning', async (context) => {
    const { lines, stream } = memoryLog()
    const server = await start(context, {}, { log: createLog('warn', stream) })
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    const unlock = lock(server.config)
    setTimeout(unlock, 1_200)
    doctor.send({ type: 'send_message', data: { message: 'Slow', receiver_id: 456 } })
    await doctor.next('chat_message')
    await doctor.settled()
    context.expect(lines.join('')).toMatch(/"event_type":"slow_message","user_id":123,"latency_ms":\d{4}/)
  })
})
