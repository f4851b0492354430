import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatPath, connect, enter, say, type Wire } from './connect.ts'
import type { StartTarget, Target } from './target.ts'

const textsOf = (wire: Wire) => wire.all('chat_message').map(({ message }) => message)
const seqsOf = (wire: Wire) => wire.all('chat_message').map(({ seq }) => seq)
const upTo = (count: number, first = 1) => Array.from({ length: count - first + 1 }, (_, index) => index + first)

/** What a client sees in a room. */
export function describeChat(start: StartTarget): void {
  let target: Target
  beforeEach(async () => {
    target = await start()
  })
  afterEach(() => target.stop())

  describe('greeting', () => {
    test('says who is there and how far the room is', async () => {
      const doctor = await enter(target, 123)
      say(doctor, 'before')
      await doctor.next('chat_message')
      const patient = await connect(target, 456, chatPath('123_456'))
      const greeting = await patient.next('connection_status')
      expect(greeting).toMatchObject({
        status: 'connected',
        room_name: '123_456',
        active_users: [123, 456],
        last_seq: 1,
      })
      expect(greeting.user_status?.map(({ user, status }) => [user.id, status])).toEqual([
        [123, 'online'],
        [456, 'online'],
      ])
      expect(greeting.truncated).toBeUndefined()
      expect(patient.frames[0]?.type).toBe('connection_status')
      await patient.settled()
      expect(patient.all('chat_message')).toEqual([])
    })

    test('chooses the subprotocol when the token came in one, and takes one from the query too', async () => {
      expect((await enter(target, 123)).protocol).toBe('chat')
      const wire = await connect(target, 123, chatPath('123_456'), { placement: 'query' })
      await wire.next('connection_status')
      expect(wire.protocol).toBe('')
    })
  })

  describe('messages', () => {
    test('reach both sides, the sender included, with the next seq', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      const client_id = say(doctor, 'Hello')
      for (const side of [doctor, patient]) {
        expect(await side.next('chat_message')).toMatchObject({
          room_name: '123_456',
          seq: 1,
          client_id,
          message: 'Hello',
          message_type: 'text',
          is_read: false,
          metadata: {},
          sender: { id: 123, username: 'dr_smith', first_name: 'John', last_name: 'Smith' },
          receiver: { id: 456, first_name: 'Jane' },
        })
      }
    })

    test('of two senders at once have one order that both see, without gaps', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      for (let count = 0; count < 20; count += 1) {
        say(doctor, `d${count}`)
        say(patient, `p${count}`, 123)
      }
      for (const side of [doctor, patient]) await side.next('chat_message', ({ seq }) => seq === 40)
      expect(seqsOf(doctor)).toEqual(upTo(40))
      expect(textsOf(patient)).toEqual(textsOf(doctor))
      expect(textsOf(doctor).filter((text) => text.startsWith('d'))).toEqual(upTo(19, 0).map((count) => `d${count}`))
    })

    test('with the same client_id again make no second message and are echoed to that socket alone', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      const client_id = say(doctor, 'Once')
      await doctor.next('chat_message')
      say(doctor, 'Once', 456, client_id)
      expect(await doctor.next('chat_message')).toMatchObject({ seq: 1, client_id })
      say(doctor, 'Next')
      await patient.next('chat_message', ({ message }) => message === 'Next')
      expect(seqsOf(patient)).toEqual([1, 2])
    })

    test('with a client_id of another room are refused', async () => {
      const [here, there] = [await enter(target, 123), await enter(target, 123, '123_200')]
      const client_id = say(here, 'Here')
      await here.next('chat_message')
      say(there, 'There', 200, client_id)
      expect(await there.next('error')).toMatchObject({ code: 'WS_004', client_id })
    })

    test('in a group have no receiver, and reach no other room', async () => {
      const [doctor, nurse] = [await enter(target, 123, 'clinic_1'), await enter(target, 200, 'clinic_1')]
      const elsewhere = await enter(target, 200, 'department_7')
      say(doctor, 'All of you')
      expect(await nurse.next('chat_message')).toMatchObject({ receiver: null, room_name: 'clinic_1' })
      await elsewhere.settled()
      expect(elsewhere.all('chat_message')).toEqual([])
    })

    test('of a client that knows only the spec are taken', async () => {
      const doctor = await enter(target, 123)
      doctor.sendText('{"type":"send_message","data":{"message":"Hi","sender_id":123,"receiver_id":456}}')
      expect(await doctor.next('chat_message')).toMatchObject({ message: 'Hi', message_type: 'text', client_id: null })
    })

    test('of a moderating admin name whom they are for', async () => {
      const [admin, patient] = [await enter(target, 1), await enter(target, 456)]
      say(admin, 'Moderating', 123)
      expect(await patient.next('chat_message')).toMatchObject({ sender: { id: 1 }, receiver: { id: 123 } })
    })
  })

  describe('resume', () => {
    test('since replays what was missed in order, then goes on live', async () => {
      const doctor = await enter(target, 123)
      for (const count of upTo(30)) say(doctor, String(count))
      await doctor.next('chat_message', ({ seq }) => seq === 30)
      const patient = await connect(target, 456, chatPath('123_456'), { query: { since: 10 } })
      say(doctor, '31')
      expect(await patient.next('connection_status')).toMatchObject({ status: 'reconnected', last_seq: 30 })
      await patient.next('chat_message', ({ seq }) => seq === 31)
      expect(seqsOf(patient)).toEqual(upTo(31, 11))
    })

    test('limit sends the newest only and says that it is not all', async () => {
      const doctor = await enter(target, 123)
      for (const count of upTo(10)) say(doctor, String(count))
      await doctor.next('chat_message', ({ seq }) => seq === 10)
      const some = await connect(target, 456, chatPath('123_456'), { query: { since: 2, limit: 3 } })
      expect((await some.next('connection_status')).truncated).toBe(true)
      await some.next('chat_message', ({ seq }) => seq === 10)
      expect(seqsOf(some)).toEqual([8, 9, 10])
      const enough = await connect(target, 456, chatPath('123_456'), { query: { since: 2, limit: 8 } })
      expect((await enough.next('connection_status')).truncated).toBe(false)
      await enough.next('chat_message', ({ seq }) => seq === 10)
      expect(seqsOf(enough)).toEqual(upTo(10, 3))
    })

    test('replays what happened meanwhile to messages already seen, and nothing that was known', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      say(doctor, 'Seen')
      const { id } = await patient.next('chat_message')
      patient.send({ type: 'message_read', data: { message_id: id } })
      await doctor.next('message_status')
      const again = await enter(target, 123, '123_456', { since: 1 })
      await again.settled()
      expect(again.all('message_status')).toMatchObject([
        { message_id: id, status: 'read', overall: 'read', user_id: 456 },
      ])
      say(doctor, 'Newer')
      await doctor.next('chat_message', ({ seq }) => seq === 2)
      const later = await enter(target, 123, '123_456', { since: 2 })
      await later.settled()
      expect(later.all('message_status')).toEqual([])
    })

    test('a since or limit that is no number is refused', async () => {
      for (const [name, value] of [
        ['since', 'yesterday'],
        ['limit', -1],
      ] as const) {
        const wire = await connect(target, 123, chatPath('123_456'), { query: { since: 0, [name]: value } })
        expect((await wire.next('error')).code).toBe('WS_004')
        expect(await wire.closed).toBe(4004)
      }
    })
  })

  describe('receipts', () => {
    test('delivered, then read, reach all sockets of the room, each once', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      say(doctor, 'Hello')
      const { id } = await patient.next('chat_message')
      for (let again = 0; again < 2; again += 1) {
        patient.send({ type: 'message_ack', data: { message_id: id } })
        patient.send({ type: 'message_read', data: { message_id: id, reader_id: 456 } })
      }
      await patient.settled()
      for (const side of [doctor, patient]) {
        await side.next('message_status', ({ status }) => status === 'read')
        expect(side.all('message_status')).toMatchObject([
          { message_id: id, status: 'delivered', overall: 'delivered', user_id: 456 },
          { message_id: id, status: 'read', overall: 'read', user_id: 456 },
        ])
      }
    })

    test('up_to marks all messages of the others up to it', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      for (const text of ['a', 'b', 'c']) say(doctor, text)
      await doctor.next('chat_message', ({ seq }) => seq === 3)
      say(patient, 'mine', 123)
      say(doctor, 'd')
      const { id } = await patient.next('chat_message', ({ message }) => message === 'd')
      patient.send({ type: 'message_read', data: { message_id: id, up_to: true } })
      await patient.settled()
      const theirs = patient.all('chat_message').filter(({ sender }) => sender.id === 123)
      expect(patient.all('message_status').map(({ message_id, status }) => [message_id, status])).toEqual(
        theirs.map((message) => [message.id, 'read']),
      )
    })

    test('in a group overall waits for every other member, and an admin who looks on does not count', async () => {
      const doctor = await enter(target, 123, 'clinic_1')
      const readers = [await enter(target, 200, 'clinic_1'), await enter(target, 124, 'clinic_1')]
      const admin = await enter(target, 1, 'clinic_1')
      say(doctor, 'All')
      const { id } = await doctor.next('chat_message')
      admin.send({ type: 'message_read', data: { message_id: id } })
      await admin.settled()
      for (const reader of readers) {
        reader.send({ type: 'message_read', data: { message_id: id } })
        await doctor.next('message_status')
      }
      expect(doctor.all('message_status').map(({ user_id, overall }) => [user_id, overall])).toEqual([
        [200, 'sent'],
        [124, 'read'],
      ])
      const again = await enter(target, 123, 'clinic_1', { since: 0 })
      expect(await again.next('chat_message')).toMatchObject({ is_read: true, status: 'read' })
    })

    test('of one’s own message make nothing, of a message of another room an error', async () => {
      const [doctor, nurse] = [await enter(target, 123), await enter(target, 200, '123_200')]
      say(doctor, 'Mine')
      const { id } = await doctor.next('chat_message')
      doctor.send({ type: 'message_read', data: { message_id: id } })
      await doctor.settled()
      expect([...doctor.all('message_status'), ...doctor.all('error')]).toEqual([])
      nurse.send({ type: 'message_read', data: { message_id: id } })
      expect(await nurse.next('error')).toMatchObject({ code: 'WS_004', message_id: id })
    })
  })

  describe('typing', () => {
    test('is seen by the others, and stops when the message comes', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      doctor.send({ type: 'typing_start', data: { sender_id: 123, receiver_id: 456 } })
      expect(await patient.next('typing_notification')).toMatchObject({ user: { id: 123 }, is_typing: true })
      say(doctor, 'Done')
      expect((await patient.next('typing_notification')).is_typing).toBe(false)
      doctor.send({ type: 'typing_start' })
      expect((await patient.next('typing_notification')).is_typing).toBe(true)
      doctor.send({ type: 'typing_stop' })
      expect((await patient.next('typing_notification')).is_typing).toBe(false)
      await doctor.settled()
      expect(doctor.all('typing_notification')).toEqual([])
    })

    test('stops by itself, and when the socket goes', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      for (const stop of [() => Promise.resolve(), () => doctor.close()]) {
        doctor.send({ type: 'typing_start' })
        expect((await patient.next('typing_notification')).is_typing).toBe(true)
        await stop()
        expect((await patient.next('typing_notification')).is_typing).toBe(false)
      }
    })
  })

  describe('presence', () => {
    test('others see a user come, say how they are, and go with the last socket', async () => {
      const doctor = await enter(target, 123)
      const phone = await enter(target, 456)
      const isPatient = ({ user }: { user: { id: number } }) => user.id === 456
      expect((await doctor.next('presence_status', isPatient)).status).toBe('online')
      phone.send({ type: 'presence_update', data: { status: 'busy' } })
      expect((await doctor.next('presence_status', isPatient)).status).toBe('busy')
      const laptop = await enter(target, 456)
      await phone.close()
      expect((await doctor.next('presence_status', isPatient)).status).toBe('online')
      await laptop.close()
      expect(await doctor.next('presence_status', isPatient)).toMatchObject({
        status: 'offline',
        last_seen: expect.any(String) as unknown,
      })
      expect(doctor.all('presence_status').filter(isPatient)).toHaveLength(4)
    })

    test('of several devices the one that says most counts', async () => {
      const doctor = await enter(target, 123)
      const [phone, laptop] = [await enter(target, 456), await enter(target, 456)]
      phone.send({ type: 'presence_update', data: { status: 'away' } })
      await phone.settled()
      expect(doctor.all('presence_status').filter(({ user }) => user.id === 456)).toHaveLength(1)
      laptop.send({ type: 'presence_update', data: { status: 'away' } })
      await doctor.next('presence_status', ({ status }) => status === 'away')
    })
  })

  describe('files', () => {
    test('a shared file is told to the room', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      const file = { file_name: 'x-ray.png', file_size: 12, file_url: 'https://files.example/x-ray.png' }
      doctor.send({ type: 'file_upload', data: file })
      expect(await patient.next('file_shared')).toMatchObject({ ...file, uploader: 123 })
    })

    test('a message with a file needs to say where it is, in a place that is allowed', async () => {
      const doctor = await enter(target, 123)
      const urls = [undefined, 'javascript:alert(1)', `/api/uploads/${randomUUID()}/x.png`]
      for (const file_url of urls) {
        const data = { message: '', message_type: 'file' as const, receiver_id: 456, client_id: randomUUID() }
        doctor.send({ type: 'send_message', data: { ...data, metadata: { file_url } } })
        expect(await doctor.next('error')).toMatchObject({ code: 'WS_004', client_id: data.client_id })
      }
      expect(doctor.all('chat_message')).toEqual([])
    })
  })

  describe('refusals', () => {
    test('a frame that is none, or of no known type, is answered and the socket lives on', async () => {
      const doctor = await enter(target, 123)
      for (const text of ['{', '[]', '{"type":"dance"}', '{"type":"send_message","data":{"message":1}}']) {
        doctor.sendText(text)
        expect((await doctor.next('error')).code).toBe('WS_004')
      }
      await doctor.settled()
    })

    test('whoever says to be another gets WS_002, and nothing is stored', async () => {
      const [doctor, patient] = [await enter(target, 123), await enter(target, 456)]
      const client_id = randomUUID()
      const data = { message: 'Not me', sender_id: 456, receiver_id: 456, client_id }
      doctor.send({ type: 'send_message', data })
      expect(await doctor.next('error')).toMatchObject({ code: 'WS_002', client_id })
      doctor.send({ type: 'typing_start', data: { sender_id: 456 } })
      expect((await doctor.next('error')).code).toBe('WS_002')
      say(doctor, 'Me')
      expect(await patient.next('chat_message')).toMatchObject({ seq: 1, message: 'Me' })
      patient.send({ type: 'message_read', data: { message_id: 1, reader_id: 123 } })
      expect((await patient.next('error')).code).toBe('WS_002')
      await patient.settled()
      expect(patient.all('typing_notification')).toEqual([])
    })

    test('a receiver who is not the other one, or none, or a blank text, is refused with its client_id', async () => {
      const doctor = await enter(target, 123)
      for (const [message, receiver_id, code] of [
        ['to nobody', undefined, 'WS_004'],
        ['to a stranger', 457, 'WS_006'],
        ['to myself', 123, 'WS_006'],
        ['  \n', 456, 'WS_004'],
      ] as const) {
        const client_id = randomUUID()
        doctor.send({ type: 'send_message', data: { message, receiver_id, client_id } })
        expect(await doctor.next('error')).toMatchObject({ code, client_id })
      }
      expect(doctor.all('chat_message')).toEqual([])
    })

    test('rooms that are closed to one, or are none, are refused with the code as close code', async () => {
      for (const [userId, room, code] of [
        [457, '123_456', 4002],
        [456, 'clinic_1', 4002],
        [457, '123_457', 4002],
        [123, '123_999', 4005],
        [123, 'clinic_2', 4005],
        [123, '456_123', 4005],
        [123, 'kitchen', 4005],
      ] as const) {
        const wire = await connect(target, userId, chatPath(room))
        expect((await wire.next('error')).code).toBe(`WS_00${code - 4000}`)
        expect(await wire.closed).toBe(code)
      }
    })

    test('a room of two that nobody has opened yet is there for the two', async () => {
      const [admin, nurse] = [await enter(target, 1, '1_200'), await enter(target, 200, '1_200')]
      say(admin, 'Hello Kim', 200)
      expect(await nurse.next('chat_message')).toMatchObject({ seq: 1, room_name: '1_200' })
    })
  })
}
