import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient, selectConnection, selectMessages, type RealtimeClient } from '../src/index.ts'
import { createMemoryServer } from '../src/testing/index.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const WAIT = { timeout: 10_000, interval: 20 }

let client: RealtimeClient
let server: TestServer | undefined

afterEach(async () => {
  client.dispose()
  await server?.close()
  server = undefined
})

const shown = (name = room) =>
  selectMessages(name)(client.store.getState()).map(({ message, state }) => [message, state])
const connection = (name = room) => selectConnection(name)(client.store.getState())

describe('a room that the server does not let the user into', () => {
  test.each([
    ['WS_002', room],
    ['WS_005', 'clinic_999'],
  ])('fails what was written with %s, before and after the refusal', async (code, name) => {
    server = await startServer()
    const token = server.token
    client = createRealtimeClient({ url: server.url, user: { ...doctor, id: 457 }, getToken: () => token(457) })
    const leave = client.acquireRoom(name)
    client.room(name).sendMessage('before')
    await vi.waitFor(() => expect(connection(name)).toMatchObject({ status: 'stopped', code }), WAIT)
    await vi.waitFor(() => expect(shown(name)).toEqual([['before', 'failed']]), WAIT)
    client.room(name).sendMessage('after')
    await vi.waitFor(
      () =>
        expect(shown(name)).toEqual([
          ['before', 'failed'],
          ['after', 'failed'],
        ]),
      WAIT,
    )
    const [first] = selectMessages(name)(client.store.getState())
    expect(first?.failure).toMatchObject({ code })

    // Nothing is waited for any more: the room closes when its screen does.
    leave()
    await vi.waitFor(() => expect(connection(name).status).toBe('idle'), WAIT)
  })

  test('sends what failed when the user tries again and is let in', async () => {
    const memory = createMemoryServer({ users: [doctor, patient], rooms: [{ name: room, members: [patient.id] }] })
    const { url, WebSocket, fetch } = memory
    client = createRealtimeClient({ url, user: doctor, getToken: () => memory.token(doctor.id), WebSocket, fetch })
    client.acquireRoom(room)
    client.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'failed']]), WAIT)

    const key = selectMessages(room)(client.store.getState())[0]?.key ?? ''
    client.room(room).retry(key)
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'queued']]), WAIT)
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'failed']]), WAIT)

    memory.join(doctor.id, room)
    client.room(room).retry(key)
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'sent']]), WAIT)
  })

  test('fails each of many once', async () => {
    const memory = createMemoryServer({ users: [doctor, patient], rooms: [{ name: room, members: [patient.id] }] })
    const { url, WebSocket, fetch } = memory
    client = createRealtimeClient({ url, user: doctor, getToken: () => memory.token(doctor.id), WebSocket, fetch })
    for (let n = 0; n < 60; n += 1) client.room(room).sendMessage(`${n}`)
    await vi.waitFor(() => expect(shown()).toHaveLength(60), WAIT)
    let changes = 0
    client.store.onAction(({ type }) => (changes += type === 'chat/owed' ? 1 : 0))
    client.acquireRoom(room)
    await vi.waitFor(() => expect(shown().every(([, state]) => state === 'failed')).toBe(true), WAIT)
    expect(changes).toBe(60)
  })

  test('keeps what was written when the user only has to sign in again', async () => {
    const memory = createMemoryServer({ users: [doctor, patient], rooms: [{ name: room, members: [doctor.id] }] })
    const { url, WebSocket, fetch } = memory
    client = createRealtimeClient({ url, user: doctor, getToken: () => 'none of this server', WebSocket, fetch })
    client.acquireRoom(room)
    client.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(connection()).toMatchObject({ status: 'stopped', code: 'WS_001' }), WAIT)
    await vi.waitFor(() => expect(shown()).toEqual([['hello', 'queued']]), WAIT)
  })
})
