import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { doctor, nurse, patient } from './people.ts'

const room = '123_456'
const WAIT = { timeout: 10_000, interval: 20 }
let server: TestServer
let client: RealtimeClient
/** What goes wrong on the way out: the server refuses it in earnest. */
let spoil: (frame: string) => string

class SpoilingWebSocket extends WebSocket {
  override send(data: string): void {
    super.send(data.includes('spoilt') ? spoil(data) : data)
  }
}

beforeEach(async () => {
  server = await startServer()
  spoil = (frame) => frame
  const getToken = (): Promise<string> => server.token(doctor.id)
  client = createRealtimeClient({ url: server.url, user: doctor, getToken, WebSocket: SpoilingWebSocket })
  client.acquireRoom(room)
  await vi.waitFor(() => expect(client.store.getState().connections[room]?.status).toBe('connected'), WAIT)
})
afterEach(async () => {
  client.dispose()
  await server.close()
})

const shown = () => client.store.getState().chats[room]?.messages ?? []
const find = (text: string) => shown().find(({ message }) => message === text)

test.each([
  ['WS_002', (frame: string) => frame.replace(`"sender_id":${doctor.id}`, `"sender_id":${nurse.id}`)],
  ['WS_006', (frame: string) => frame.replace(`"receiver_id":${patient.id}`, '"receiver_id":999')],
  ['WS_010', (frame: string) => frame.replace('"spoilt"', `"${'x'.repeat(70_000)}"`)],
])(
  'a message refused with %s fails with the reason, lets the next pass, and goes when the user tries again',
  async (code, how) => {
    spoil = how
    for (const text of ['before', 'spoilt', 'after']) client.room(room).sendMessage(text)
    await vi.waitFor(() => expect(find('after')?.state).toBe('sent'), WAIT)
    expect(find('before')?.state).toBe('sent')
    expect(find('spoilt')).toMatchObject({ state: 'failed', failure: { code } })

    spoil = (frame) => frame
    client.room(room).retry(find('spoilt')?.key ?? '')
    await vi.waitFor(() => expect(find('spoilt')?.state).toBe('sent'), WAIT)
    expect(shown().map(({ message }) => message)).toEqual(['before', 'after', 'spoilt'])
  },
)

test('a message refused for good is gone when the user discards it', async () => {
  spoil = (frame) => frame.replace(`"receiver_id":${patient.id}`, '"receiver_id":999')
  client.room(room).sendMessage('spoilt')
  await vi.waitFor(() => expect(find('spoilt')?.state).toBe('failed'), WAIT)
  client.room(room).discard(find('spoilt')?.key ?? '')
  expect(shown()).toEqual([])
})
