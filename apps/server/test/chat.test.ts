import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Connection } from './connect.ts'
import { execute } from './database.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'

let server: TestServer

beforeEach(async () => {
  server = await startServer({ rateLimitMessages: 1_000 })
})
afterEach(() => server.close())

async function joined(userId: number, path = ROOM, query: Record<string, string | number> = {}): Promise<Connection> {
  const connection = await connect(server, userId, path, { query })
  await connection.next('connection_status')
  return connection
}

function say(connection: Connection, message: string, receiver_id = 456, client_id: string = randomUUID()): string {
  connection.send({ type: 'send_message', data: { message, receiver_id, client_id } })
  return client_id
}

const textsOf = (connection: Connection) => connection.all('chat_message').map(({ data }) => data.message)
const seqsOf = (connection: Connection) => connection.all('chat_message').map(({ data }) => data.seq)

describe('messages', () => {
  test('a message reaches both sides, the sender included, with the next seq', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    const client_id = say(doctor, 'Hello')
    say(doctor, 'Again')
    for (const side of [doctor, patient]) {
      const first = await side.next('chat_message')
      expect(first.data).toMatchObject({
        room_name: '123_456',
        seq: 1,
        client_id,
        message: 'Hello',
        message_type: 'text',
        is_read: false,
        metadata: {},
        sender: { id: 123, username: 'dr_smith', first_name: 'John', last_name: 'Smith' },
        receiver: { id: 456, username: 'patient_doe', first_name: 'Jane', last_name: 'Doe' },
      })
      expect((await side.next('chat_message')).data.seq).toBe(2)
    }
  })

  test('a client that knows only the spec can send without client_id and message_type', async () => {
    const doctor = await joined(123)
    doctor.sendRaw('{"type":"send_message","data":{"message":"Hi","sender_id":123,"receiver_id":456}}')
    const { data } = await doctor.next('chat_message')
    expect(data).toMatchObject({ message: 'Hi', message_type: 'text', client_id: null })
  })

  test('the same client_id again makes no second message and is echoed to that socket alone', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    const client_id = say(doctor, 'Once')
    await doctor.next('chat_message')
    say(doctor, 'Once', 456, client_id)
    expect((await doctor.next('chat_message')).data).toMatchObject({ seq: 1, client_id })
    say(doctor, 'Next')
    await patient.next('chat_message', (data) => data.message === 'Next')
    expect(seqsOf(patient)).toEqual([1, 2])
  })

  test('an echo comes after the messages that were stored with it', async () => {
    const doctor = await joined(123)
    say(doctor, 'First')
    const client_id = say(doctor, 'Once')
    say(doctor, 'Once', 456, client_id)
    await doctor.settled()
    expect(seqsOf(doctor)).toEqual([1, 2, 2])
  })

  test('the same client_id in another room is refused', async () => {
    const doctor = await joined(123)
    const elsewhere = await joined(123, '/ws/chat/123_200/')
    const client_id = say(doctor, 'Here')
    await doctor.next('chat_message')
    say(elsewhere, 'There', 200, client_id)
    expect((await elsewhere.next('error')).data).toMatchObject({ code: 'WS_004', client_id })
  })

  test('many senders at once give one order that all see, without gaps', async () => {
    const devices = await Promise.all([joined(123), joined(123), joined(456), joined(456)])
    const perDevice = 25
    for (let count = 0; count < perDevice; count++) {
      devices.forEach((device, index) => say(device, `${index}-${count}`, index < 2 ? 456 : 123))
    }
    const total = perDevice * devices.length
    await Promise.all(devices.map((device) => device.next('chat_message', (data) => data.seq === total)))
    const [first] = devices
    for (const device of devices) {
      expect(seqsOf(device)).toEqual(Array.from({ length: total }, (_, index) => index + 1))
      expect(textsOf(device)).toEqual(first && textsOf(first))
    }
    const own = first && textsOf(first).filter((text) => text.startsWith('0-'))
    expect(own).toEqual(Array.from({ length: perDevice }, (_, count) => `0-${count}`))
  })

  test('in a group room the receiver is null, whoever was named', async () => {
    const doctor = await joined(123, '/ws/chat/clinic_1/')
    const nurse = await joined(200, '/ws/chat/clinic_1/')
    say(doctor, 'All of you', 200)
    expect((await nurse.next('chat_message')).data).toMatchObject({ receiver: null, room_name: 'clinic_1' })
  })

  test('an admin can write into a room of two, to either of them', async () => {
    const admin = await joined(1)
    const patient = await joined(456)
    say(admin, 'Moderating', 123)
    expect((await patient.next('chat_message')).data).toMatchObject({ sender: { id: 1 }, receiver: { id: 123 } })
  })

  test('any text comes back as it was sent', async () => {
    const doctor = await joined(123)
    for (const text of ['  spaces  ', '👩‍⚕️ é \u202e', "'; drop table messages; --", '<b>bold</b>\r\n']) {
      say(doctor, text)
      expect((await doctor.next('chat_message')).data.message).toBe(text)
    }
  })

  test('who reads slowly holds up nobody, stays connected, and gets everything in order', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    const slow = await joined(456)
    slow.socket.pause()
    // Far more than the system's own buffers and the server's take for one peer.
    const count = 400
    const long = 'x'.repeat(48 * 1024)
    for (let sent = 1; sent <= count; sent++) say(doctor, `${sent} ${long}`)
    await patient.next('chat_message', ({ seq }) => seq === count)
    slow.socket.resume()
    await slow.next('chat_message', ({ seq }) => seq === count)
    expect(seqsOf(slow)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    say(doctor, 'live again')
    await slow.next('chat_message', ({ message }) => message === 'live again')
  })

  test('a message does not reach another room', async () => {
    const doctor = await joined(123)
    const nurse = await joined(200, '/ws/chat/123_200/')
    say(doctor, 'Private')
    await doctor.next('chat_message')
    await nurse.settled()
    expect(textsOf(nurse)).toEqual([])
  })
})

describe('access that ends', () => {
  test('a relationship that ended refuses the next message, stores nothing and closes the socket', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    execute(server.config, 'update relationships set active = 0 where doctor_id = 123')
    const client_id = say(doctor, 'Too late')
    expect((await doctor.next('error')).data).toMatchObject({ code: 'WS_002', client_id })
    expect((await doctor.closed).code).toBe(4002)
    expect(textsOf(patient)).toEqual([])
  })

  test('who was taken out of a group gets no more of its messages', async () => {
    const doctor = await joined(123, '/ws/chat/clinic_1/')
    const nurse = await joined(200, '/ws/chat/clinic_1/')
    execute(server.config, "delete from room_members where room_name = 'clinic_1' and user_id = 200")
    say(doctor, 'Without you')
    await doctor.next('chat_message')
    expect((await nurse.next('error')).data.code).toBe('WS_002')
    expect((await nurse.closed).code).toBe(4002)
    expect(textsOf(nurse)).toEqual([])
  })
})

describe('typing', () => {
  test('the others see it start, and stop when the message comes', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    doctor.send({ type: 'typing_start', data: { sender_id: 123, receiver_id: 456 } })
    expect((await patient.next('typing_notification')).data).toMatchObject({ user: { id: 123 }, is_typing: true })
    say(doctor, 'Done')
    expect((await patient.next('typing_notification')).data.is_typing).toBe(false)
    doctor.send({ type: 'typing_start' })
    expect((await patient.next('typing_notification')).data.is_typing).toBe(true)
    doctor.send({ type: 'typing_stop' })
    expect((await patient.next('typing_notification')).data.is_typing).toBe(false)
    await doctor.settled()
    expect(doctor.all('typing_notification')).toEqual([])
  })

  test('it stops when the socket goes', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    doctor.send({ type: 'typing_start' })
    await patient.next('typing_notification', (data) => data.is_typing)
    await doctor.close()
    await patient.next('typing_notification', (data) => !data.is_typing)
  })
})

describe('receipts', () => {
  test('delivered, then read, reach all sockets of the room once', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    say(doctor, 'Hello')
    const { id } = (await patient.next('chat_message')).data
    for (let again = 0; again < 2; again++) {
      patient.send({ type: 'message_ack', data: { message_id: id } })
      patient.send({ type: 'message_read', data: { message_id: id, reader_id: 456 } })
    }
    for (const side of [doctor, patient]) {
      expect((await side.next('message_status')).data).toMatchObject({
        message_id: id,
        status: 'delivered',
        user_id: 456,
      })
      expect((await side.next('message_status')).data).toMatchObject({ message_id: id, status: 'read', user_id: 456 })
    }
    await patient.settled()
    expect(patient.all('message_status')).toHaveLength(2)
  })

  test('up_to marks all messages of the others up to it, one frame each in their order', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    for (const text of ['a', 'b', 'c']) say(doctor, text)
    await doctor.next('chat_message', (data) => data.seq === 3)
    say(patient, 'mine', 123)
    say(doctor, 'd')
    const { id } = (await patient.next('chat_message', (data) => data.message === 'd')).data
    patient.send({ type: 'message_read', data: { message_id: id, up_to: true } })
    await patient.settled()
    const ids = patient.all('chat_message').flatMap(({ data }) => (data.sender.id === 123 ? [data.id] : []))
    expect(patient.all('message_status').map(({ data }) => [data.message_id, data.status])).toEqual(
      ids.map((each) => [each, 'read']),
    )
    // What was read was delivered.
    patient.send({ type: 'message_ack', data: { message_id: id, up_to: true } })
    await patient.settled()
    expect(patient.all('message_status')).toHaveLength(4)
  })

  test('overall says how far a message got with all other members, live, in a replay and after it', async () => {
    const path = '/ws/chat/clinic_1/'
    const doctor = await joined(123, path)
    const [nurse, other] = [await joined(200, path), await joined(124, path)]
    say(doctor, 'All')
    const { id } = (await doctor.next('chat_message')).data
    const steps = [
      [nurse, 'message_read', 'sent'],
      [other, 'message_ack', 'delivered'],
      [other, 'message_read', 'read'],
    ] as const
    for (const [reader, type, overall] of steps) {
      reader.send({ type, data: { message_id: id } })
      expect((await doctor.next('message_status')).data).toMatchObject({ message_id: id, overall })
    }
    const again = await joined(123, path, { since: 1 })
    await again.settled()
    expect(again.all('message_status').map(({ data }) => data.overall)).toEqual(['read', 'read', 'read'])
  })

  test('in a room of two overall is the status of the other', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    say(doctor, 'Hello')
    const { id } = (await patient.next('chat_message')).data
    patient.send({ type: 'message_ack', data: { message_id: id } })
    expect((await doctor.next('message_status')).data).toMatchObject({ status: 'delivered', overall: 'delivered' })
    patient.send({ type: 'message_read', data: { message_id: id } })
    expect((await doctor.next('message_status')).data).toMatchObject({ status: 'read', overall: 'read' })
  })

  test('one cannot read one’s own message', async () => {
    const doctor = await joined(123)
    say(doctor, 'Mine')
    const { id } = (await doctor.next('chat_message')).data
    doctor.send({ type: 'message_read', data: { message_id: id } })
    await doctor.settled()
    expect(doctor.all('message_status')).toEqual([])
    expect(doctor.all('error')).toEqual([])
  })

  test('a message of another room cannot be marked', async () => {
    const doctor = await joined(123)
    const nurse = await joined(200, '/ws/chat/123_200/')
    say(doctor, 'Private')
    const { id } = (await doctor.next('chat_message')).data
    nurse.send({ type: 'message_read', data: { message_id: id } })
    expect((await nurse.next('error')).data).toMatchObject({ code: 'WS_004', message_id: id })
  })

  test('in a group is_read waits for every other member, and a moderating admin does not count', async () => {
    const doctor = await joined(123, '/ws/chat/clinic_1/')
    say(doctor, 'All')
    const { id } = (await doctor.next('chat_message')).data
    const stateNow = async () => {
      const again = await connect(server, 123, '/ws/chat/clinic_1/', { query: { since: 0 } })
      const { data } = await again.next('chat_message')
      await again.close()
      return { is_read: data.is_read, status: data.status }
    }
    const reader = async (userId: number) => {
      const connection = await joined(userId, '/ws/chat/clinic_1/')
      connection.send({ type: 'message_read', data: { message_id: id } })
      await connection.settled()
      await connection.close()
    }
    await reader(1)
    await reader(200)
    expect(await stateNow()).toEqual({ is_read: false, status: 'sent' })
    await reader(124)
    expect(await stateNow()).toEqual({ is_read: true, status: 'read' })
    expect(doctor.all('message_status').map(({ data }) => data.user_id)).toEqual([200, 124])
  })
})

describe('resume', () => {
  test('since replays what was missed in order, then goes on live', async () => {
    const doctor = await joined(123)
    for (let count = 1; count <= 250; count++) say(doctor, String(count))
    await doctor.next('chat_message', (data) => data.seq === 250)
    const patient = await connect(server, 456, ROOM, { query: { since: 10 } })
    for (let count = 251; count <= 300; count++) say(doctor, String(count))
    expect((await patient.next('connection_status')).data.status).toBe('reconnected')
    await patient.next('chat_message', (data) => data.seq === 300)
    expect(seqsOf(patient)).toEqual(Array.from({ length: 290 }, (_, index) => index + 11))
    expect(patient.frames[0]?.type).toBe('connection_status')
  })

  test('since 0 replays everything and since the newest nothing', async () => {
    const doctor = await joined(123)
    say(doctor, 'One')
    await doctor.next('chat_message')
    const all = await joined(456, ROOM, { since: 0 })
    await all.next('chat_message')
    const none = await joined(456, ROOM, { since: 1 })
    await none.settled()
    expect(none.all('chat_message')).toEqual([])
  })

  test('without since nothing old comes, and the newest seq is told', async () => {
    const doctor = await joined(123)
    say(doctor, 'Before')
    await doctor.next('chat_message')
    const patient = await connect(server, 456, ROOM)
    const { data } = await patient.next('connection_status')
    expect(data).toMatchObject({ status: 'connected', room_name: '123_456', active_users: [123, 456], last_seq: 1 })
    expect(data.user_status?.map(({ user, status }) => [user.id, status])).toEqual([
      [123, 'online'],
      [456, 'online'],
    ])
    await patient.settled()
    expect(patient.all('chat_message')).toEqual([])
  })

  test('limit sends the newest only and says that it is not all', async () => {
    const doctor = await joined(123)
    for (let count = 1; count <= 10; count++) say(doctor, String(count))
    await doctor.next('chat_message', (data) => data.seq === 10)
    const patient = await connect(server, 456, ROOM, { query: { since: 2, limit: 3 } })
    expect((await patient.next('connection_status')).data.truncated).toBe(true)
    await patient.next('chat_message', (data) => data.seq === 10)
    expect(seqsOf(patient)).toEqual([8, 9, 10])
    const enough = await connect(server, 456, ROOM, { query: { since: 2, limit: 8 } })
    expect((await enough.next('connection_status')).data.truncated).toBe(false)
    await enough.next('chat_message', (data) => data.seq === 10)
    expect(seqsOf(enough)).toHaveLength(8)
  })

  test('what happened to messages already seen is replayed, too', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    say(doctor, 'Seen')
    const { id } = (await patient.next('chat_message')).data
    await doctor.next('chat_message')
    await doctor.close()
    patient.send({ type: 'message_read', data: { message_id: id } })
    await patient.next('message_status')
    const again = await joined(123, ROOM, { since: 1 })
    expect((await again.next('message_status')).data).toMatchObject({ message_id: id, status: 'read', user_id: 456 })
  })

  test('a reader that stops in the middle holds up nobody, and gets everything once when it goes on', async () => {
    const count = 1_500
    execute(
      server.config,
      `with recursive counter(n) as (select 1 union all select n + 1 from counter where n < ${count})
       insert into messages (room_name, seq, sender_id, receiver_id, message, message_type, metadata, timestamp)
       select '123_456', n, 123, 456, printf('%.*c', 8000, 'x'), 'text', '{}', '2024-01-15T10:30:00.000Z' from counter;
       update rooms set last_seq = ${count} where name = '123_456'`,
    )
    const patient = await connect(server, 456, ROOM, { query: { since: 0 } })
    await patient.next('chat_message')
    patient.socket.pause()
    const doctor = await joined(123)
    for (let more = 1; more <= 10; more++) say(doctor, 'live')
    await doctor.next('chat_message', ({ seq }) => seq === count + 10)
    const got = patient.all('chat_message').length
    expect(got).toBeLessThan(count)
    patient.socket.resume()
    await patient.next('chat_message', ({ seq }) => seq === count + 10)
    expect(seqsOf(patient)).toEqual(Array.from({ length: count + 10 }, (_, index) => index + 1))
  })

  test.each(['-1', '1.5', 'x', ''])('since=%s is refused', async (since) => {
    const doctor = await connect(server, 123, ROOM, { query: { since } })
    expect((await doctor.next('error')).data.code).toBe('WS_004')
    expect((await doctor.closed).code).toBe(4004)
  })
})

describe('presence', () => {
  test('a user is offline when the last of several devices is gone, with the time they were last seen', async () => {
    const doctor = await joined(123)
    const phone = await joined(456)
    expect((await doctor.next('presence_status', (data) => data.user.id === 456)).data.status).toBe('online')
    const laptop = await joined(456)
    await phone.close()
    await doctor.settled()
    expect(doctor.all('presence_status').filter(({ data }) => data.user.id === 456)).toHaveLength(1)
    await laptop.close()
    const { data } = await doctor.next('presence_status', ({ status }) => status === 'offline')
    expect(data).toMatchObject({ user: { id: 456, username: 'patient_doe', first_name: 'Jane' } })
    expect(Date.parse(data.last_seen ?? '')).toBeGreaterThan(Date.now() - 10_000)
    const later = await connect(server, 123, ROOM)
    const { user_status } = (await later.next('connection_status')).data
    expect(user_status?.find(({ user }) => user.id === 456)).toMatchObject({
      status: 'offline',
      last_seen: data.last_seen,
    })
  })

  test('the strongest of what the devices declare counts', async () => {
    const doctor = await joined(123)
    const phone = await joined(456)
    const laptop = await joined(456)
    const declared = async (device: Connection, status: 'online' | 'away' | 'busy' | 'offline', seen: string) => {
      device.send({ type: 'presence_update', data: { status } })
      await doctor.next('presence_status', (data) => data.user.id === 456 && data.status === seen)
    }
    await doctor.next('presence_status', (data) => data.user.id === 456 && data.status === 'online')
    await declared(phone, 'busy', 'busy')
    laptop.send({ type: 'presence_update', data: { status: 'away' } })
    await declared(phone, 'offline', 'away')
    await declared(laptop, 'offline', 'offline')
    await declared(laptop, 'online', 'online')
    expect(doctor.all('presence_status').filter(({ data }) => data.user.id === 456)).toHaveLength(5)
  })

  test('a socket for notifications makes its user online, but not against their chats', async () => {
    const doctor = await joined(123)
    const notifications = await connect(server, 456, '/ws/notifications/')
    await doctor.next('presence_status', (data) => data.user.id === 456 && data.status === 'online')
    const patient = await joined(456)
    patient.send({ type: 'presence_update', data: { status: 'away' } })
    await doctor.next('presence_status', (data) => data.status === 'away')
    await patient.close()
    await doctor.next('presence_status', (data) => data.user.id === 456 && data.status === 'online')
    await notifications.close()
    await doctor.next('presence_status', (data) => data.status === 'offline')
  })

  test('those who share no room hear nothing of it', async () => {
    const patient = await joined(456)
    const nurse = await joined(200, '/ws/chat/123_200/')
    await nurse.settled()
    await patient.settled()
    expect(patient.all('presence_status').filter(({ data }) => data.user.id === 200)).toEqual([])
  })
})

describe('files', () => {
  test('file_upload tells the room as file_shared', async () => {
    const doctor = await joined(123)
    const patient = await joined(456)
    const file = { file_name: 'scan.pdf', file_size: 1234, file_url: 'https://files.example/scan.pdf' }
    doctor.send({ type: 'file_upload', data: file })
    expect((await patient.next('file_shared')).data).toMatchObject({ ...file, uploader: 123 })
  })

  test.each(['javascript:alert(1)', '//evil.example/x', 'data:text/html,x', '/api/rooms/', 'file:///etc/passwd'])(
    'a file at %s is refused',
    async (file_url) => {
      const doctor = await joined(123)
      doctor.send({ type: 'file_upload', data: { file_name: 'x', file_size: 1, file_url } })
      expect((await doctor.next('error')).data.code).toBe('WS_004')
      doctor.send({
        type: 'send_message',
        data: { message: '', receiver_id: 456, message_type: 'file', metadata: { file_url } },
      })
      expect((await doctor.next('error')).data.code).toBe('WS_004')
      expect(doctor.all('chat_message')).toEqual([])
    },
  )
})
