import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { connect, type Connection } from './connect.ts'
import { execute, lock } from './database.ts'
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

const say = (connection: Connection, message: string, receiver_id: number) =>
  connection.send({ type: 'send_message', data: { message, receiver_id, client_id: randomUUID() } })

describe('a token that expires on an open socket', () => {
  /** A clock that a test can put forward; timers still run on the real one. */
  function clock() {
    let ahead = 0
    return {
      now: () => Date.now() + ahead,
      forward: (ms: number) => {
        ahead += ms
      },
    }
  }

  async function expiring(query: Record<string, number> = {}) {
    const { now, forward } = clock()
    const server = await start({ rateLimitMessages: 1_000 }, { now })
    const exp = now() / 1000 + 30
    const patient = await connect(server, 456, ROOM, { token: await server.token(456, { exp }), query })
    await patient.next('connection_status')
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    const expire = async () => {
      forward(31_000)
      patient.send({ type: 'typing_stop' })
      expect((await patient.next('error')).data.code).toBe('WS_001')
    }
    return { server, patient, doctor, expire, forward }
  }

  test('holds back what goes in and out, and lets it follow after a new one', async () => {
    const { server, patient, doctor, expire } = await expiring()
    await doctor.settled()
    await expire()
    const framesBefore = patient.frames.length
    say(doctor, 'While you were out', 456)
    const { id } = (await doctor.next('chat_message')).data
    say(patient, 'Held', 123)
    patient.send({ type: 'message_read', data: { message_id: id } })
    doctor.send({ type: 'file_upload', data: { file_name: 'x', file_size: 1, file_url: 'https://a.example/x' } })
    doctor.send({ type: 'presence_update', data: { status: 'busy' } })
    await doctor.next('file_shared')
    await doctor.settled()
    expect(patient.frames).toHaveLength(framesBefore)
    expect(doctor.all('chat_message')).toHaveLength(1)

    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    expect((await patient.next('chat_message')).data.message).toBe('While you were out')
    await patient.next('file_shared')
    await patient.next('presence_status', (data) => data.user.id === 123 && data.status === 'busy')
    expect((await patient.next('chat_message')).data.message).toBe('Held')
    expect((await doctor.next('chat_message')).data).toMatchObject({ seq: 2, message: 'Held' })
    expect((await doctor.next('message_status')).data).toMatchObject({ message_id: id, status: 'read' })
  })

  test('holds back even what is the first to meet it', async () => {
    const { server, patient, doctor, forward } = await expiring()
    forward(31_000)
    doctor.send({ type: 'file_upload', data: { file_name: 'x', file_size: 1, file_url: 'https://a.example/x' } })
    expect((await patient.next('error')).data.code).toBe('WS_001')
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    await patient.next('file_shared')
  })

  test('is greeted after a new one, when it expired before', async () => {
    const { now, forward } = clock()
    const server = await start({}, { now })
    const token = await server.token(456, { exp: now() / 1000 + 30 })
    const chats = async () =>
      (await (await fetch(`${server.url}/metrics`)).text()).match(/connections{kind="chat"} (\d)/)?.[1]
    // The room is made when it is first opened, and cannot be for now.
    const unlock = lock(server.config)
    const connecting = connect(server, 456, '/ws/chat/200_456/', { token })
    await expect.poll(chats).toBe('1')
    forward(31_000)
    unlock()
    const patient = await connecting
    expect((await patient.next('error')).data.code).toBe('WS_001')
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    expect((await patient.next('connection_status')).data.room_name).toBe('200_456')
  })

  test('hears afterwards of an admin who went meanwhile', async () => {
    const { server, patient, expire } = await expiring()
    const admin = await connect(server, 1, ROOM, { token: await server.token(1, { exp: Date.now() / 1000 + 3_600 }) })
    await patient.next('presence_status', ({ user, status }) => user.id === 1 && status === 'online')
    await expire()
    await admin.close()
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    await patient.next('presence_status', ({ user, status }) => user.id === 1 && status === 'offline')
  })

  test('expires by itself, too, when nothing is sent', async () => {
    const server = await start()
    const token = await server.token(456, { exp: Date.now() / 1000 + 0.2 })
    const patient = await connect(server, 456, ROOM, { token })
    expect((await patient.next('error')).data.code).toBe('WS_001')
    patient.send({ type: 'heartbeat', data: {} })
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    await patient.next('heartbeat')
  })

  test('a bad new token leaves it held, and one of another user closes with 4001', async () => {
    const { server, patient, doctor, expire } = await expiring()
    await expire()
    patient.send({ type: 'authenticate', data: { token: 'nonsense' } })
    expect((await patient.next('error')).data.code).toBe('WS_001')
    say(doctor, 'Not for you yet', 456)
    await doctor.next('chat_message')
    patient.send({ type: 'authenticate', data: { token: await server.token(123) } })
    expect((await patient.next('error')).data.code).toBe('WS_001')
    expect((await patient.closed).code).toBe(4001)
    expect(patient.all('chat_message')).toEqual([])
  })

  test('who lost the room meanwhile gets nothing of what was held back', async () => {
    const { server, patient, doctor, expire } = await expiring()
    await expire()
    say(doctor, 'Before the end', 456)
    await doctor.next('chat_message')
    execute(server.config, 'update relationships set active = 0')
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    expect((await patient.closed).code).toBe(4002)
    expect(patient.all('chat_message')).toEqual([])
  })

  test('too much sent without a new one closes with 4001', async () => {
    const { patient, expire } = await expiring()
    await expire()
    for (let count = 0; count <= 100; count++) patient.send({ type: 'typing_stop' })
    expect((await patient.closed).code).toBe(4001)
  })

  test('a token renewed in time is not noticed, and a bad one does not take the good one away', async () => {
    const { now, forward } = clock()
    const server = await start({}, { now })
    const lasting = (seconds: number) => server.token(123, { exp: now() / 1000 + seconds })
    const doctor = await connect(server, 123, ROOM, { token: await lasting(30) })
    doctor.send({ type: 'authenticate', data: { token: await lasting(90) } })
    await doctor.settled()
    forward(60_000)
    await doctor.settled()
    expect(doctor.all('error')).toEqual([])
    doctor.send({ type: 'authenticate', data: { token: 'nonsense' } })
    expect((await doctor.next('error')).data.code).toBe('WS_001')
    await doctor.settled()
  })

  test('holds back notifications, too', async () => {
    const { now, forward } = clock()
    const server = await start({}, { now })
    const exp = now() / 1000 + 30
    const patient = await connect(server, 456, '/ws/notifications/', { token: await server.token(456, { exp }) })
    await patient.next('unread_count_update')
    forward(31_000)
    patient.send({ type: 'heartbeat', data: {} })
    await patient.next('error')
    const response = await fetch(`${server.url}/api/notifications/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await server.token(1)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user_ids: [456], notification_type: 'system', title: 'T', message: 'M' }),
    })
    expect(response.status).toBe(201)
    expect(patient.all('new_notification')).toEqual([])
    patient.send({ type: 'authenticate', data: { token: await server.token(456) } })
    expect((await patient.next('new_notification')).data.title).toBe('T')
    expect((await patient.next('unread_count_update')).data.total_unread).toBe(1)
  })
})

describe('limits', () => {
  test('messages over the limit get WS_007 with retry_after, over all devices, and are not stored', async () => {
    const server = await start({ rateLimitMessages: 3, rateLimitWindowMs: 60_000 })
    const phone = await connect(server, 123, ROOM)
    const laptop = await connect(server, 123, ROOM)
    const patient = await connect(server, 456, ROOM)
    await patient.next('connection_status')
    say(phone, '1', 456)
    say(phone, '2', 456)
    await phone.settled()
    say(laptop, '3', 456)
    await laptop.settled()
    const client_id = randomUUID()
    laptop.send({ type: 'send_message', data: { message: '4', receiver_id: 456, client_id } })
    const { data } = await laptop.next('error')
    expect(data).toMatchObject({ code: 'WS_007', client_id })
    expect(data.retry_after).toBeGreaterThan(0)
    expect(data.retry_after).toBeLessThanOrEqual(60_000)
    // Another user is not held up by it.
    say(patient, 'Mine', 123)
    await patient.next('chat_message', ({ message }) => message === 'Mine')
    expect(patient.all('chat_message').map((frame) => frame.data.message)).toEqual(['1', '2', '3', 'Mine'])
  })

  test('after the window the same message is taken, once', async () => {
    const server = await start({ rateLimitMessages: 1, rateLimitWindowMs: 300 })
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    say(doctor, 'First', 456)
    const data = { message: 'Second', receiver_id: 456, client_id: randomUUID() }
    await expect
      .poll(
        async () => {
          doctor.send({ type: 'send_message', data })
          await doctor.settled()
          return doctor.all('chat_message').map((frame) => [frame.data.seq, frame.data.message])
        },
        { timeout: 10_000, interval: 200 },
      )
      .toEqual([
        [1, 'First'],
        [2, 'Second'],
      ])
  })

  test('garbage counts, and who goes on flooding is closed with 4007', async () => {
    const server = await start({ rateLimitMessages: 1, rateLimitWindowMs: 60_000 })
    const flooder = await connect(server, 123, ROOM)
    await flooder.next('connection_status')
    for (let count = 0; count < 300; count++) flooder.sendRaw('garbage')
    expect((await flooder.next('error')).data.code).toBe('WS_004')
    expect((await flooder.next('error', ({ code }) => code === 'WS_007')).data.retry_after).toBeGreaterThan(0)
    expect((await flooder.closed).code).toBe(4007)
  })

  test('the connection after the last allowed one gets WS_007 and 4007, until one closes', async () => {
    const server = await start({ maxConnectionsPerUser: 2 })
    const first = await connect(server, 123, ROOM)
    await first.next('connection_status')
    await (await connect(server, 123, '/ws/notifications/')).next('unread_count_update')
    const third = await connect(server, 123, ROOM)
    expect((await third.next('error')).data.code).toBe('WS_007')
    expect((await third.closed).code).toBe(4007)
    await (await connect(server, 456, ROOM)).next('connection_status')
    await first.close()
    // The server hears of it a moment later than we do.
    const firstFrame = async () => {
      const again = await connect(server, 123, ROOM)
      await expect.poll(() => again.frames.length).toBeGreaterThan(0)
      return again.frames[0]?.type
    }
    await expect.poll(firstFrame).toBe('connection_status')
  })
})

describe('heartbeat', () => {
  test('heartbeat is answered with the server’s time, on both kinds of socket', async () => {
    const server = await start()
    for (const path of [ROOM, '/ws/notifications/']) {
      const connection = await connect(server, 123, path)
      connection.send({ type: 'heartbeat', data: { timestamp: '2024-01-15T10:30:00Z' } })
      expect((await connection.next('heartbeat')).data.timestamp).toMatch(/Z$/)
    }
  })

  test('who may no longer be in the room is closed with 4002 even if they only listen', async () => {
    const server = await start({ heartbeatTimeoutMs: 1_000 })
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    execute(server.config, 'update relationships set active = 0')
    expect((await doctor.next('error')).data.code).toBe('WS_002')
    expect((await doctor.closed).code).toBe(4002)
  })
})

describe('shutting down', () => {
  test('what was accepted is stored, then chats hear of it and all sockets close with 1012', async () => {
    const server = await startServer({ rateLimitMessages: 1_000 })
    const doctor = await connect(server, 123, ROOM)
    const listener = await connect(server, 456, '/ws/notifications/')
    await doctor.next('connection_status')
    await listener.next('unread_count_update')
    for (let count = 0; count < 20; count++) say(doctor, String(count), 456)
    await doctor.next('chat_message')
    await server.close({ keepData: true })
    expect((await doctor.next('connection_status')).data.status).toBe('disconnected')
    expect((await doctor.closed).code).toBe(1012)
    expect((await listener.closed).code).toBe(1012)
    const echoed = doctor.all('chat_message').map(({ data }) => data.id)

    const again = await start({ ...server.config, rateLimitMessages: 1_000 })
    const patient = await connect(again, 456, ROOM, { query: { since: 0 } })
    const { last_seq } = (await patient.next('connection_status')).data
    await patient.next('chat_message', ({ seq }) => seq === last_seq)
    expect(patient.all('chat_message').map(({ data }) => data.id)).toEqual(echoed)
  })
})
