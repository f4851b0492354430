import { defaultNetworkOptions } from 'msw/browser'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../../src/index.ts'
import { FIRST_PAGE } from '../../src/store/history.ts'
import { createFaults, createMemoryServer, mswHandlers } from '../../src/testing/index.ts'

const ROOM = '123_456'
const WAIT = { timeout: 10_000 }
const network = defineNetwork({
  sources: defaultNetworkOptions.sources.filter((source) => source instanceof InterceptorSource),
  handlers: [],
  context: { quiet: true },
  onUnhandledFrame: 'bypass',
})
let client: RealtimeClient | undefined

beforeEach(() => void network.enable())
afterEach(() => {
  client?.dispose()
  network.disable()
})

test('in a browser, through its own WebSocket: what is lost, doubled and cut comes once and in order', async () => {
  const server = createMemoryServer()
  network.resetHandlers(...mswHandlers(server))
  const faults = createFaults({ WebSocket, fetch: server.fetch }, { seed: 3 })
  const { url, currentUser, getToken } = server.as(123)
  client = createRealtimeClient({ url, user: currentUser, getToken, WebSocket: faults.WebSocket, fetch: faults.fetch })
  const { store } = client
  const texts = () => store.getState().chats[ROOM]?.messages.map(({ message }) => message)
  const status = () => store.getState().connections[ROOM]?.status
  client.acquireRoom(ROOM)
  await client.room(ROOM).loadHistory(FIRST_PAGE)
  await vi.waitFor(() => expect(status()).toBe('connected'), WAIT)

  server.say(456, ROOM, '0')
  await vi.waitFor(() => expect(texts()).toEqual(['0']), WAIT)
  faults.drop({ direction: 'in', type: 'chat_message', times: 1 })
  faults.duplicate({ direction: 'in', type: 'chat_message', rate: 0.5 })
  for (const text of ['1', '2', '3']) server.say(456, ROOM, text)
  await vi.waitFor(() => expect(texts()).toEqual(['0', '1', '2', '3']), WAIT)
  faults.cut()
  await vi.waitFor(() => expect(status()).toBe('waiting'), WAIT)
  client.room(ROOM).sendMessage('5')
  server.say(456, ROOM, '4')
  faults.restore()
  client.room(ROOM).reconnect()
  await vi.waitFor(() => expect(texts()).toEqual(['0', '1', '2', '3', '4', '5']), WAIT)
  await vi.waitFor(() => expect(server.messages(ROOM)).toHaveLength(6), WAIT)
})
