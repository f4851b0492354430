import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRealtimeClient } from '../src/index.ts'
import { doctor } from './people.ts'
import { isAlive, scriptWebSocket, type ScriptedSocket } from './scriptedWebSocket.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const sendsOf = ({ sent }: ScriptedSocket): number => sent.filter((text) => text.includes('"send_message"')).length

/** One that greets as the contract says, or as websockets-module.md does, and never answers a heartbeat. */
function silentServer(data: object) {
  return scriptWebSocket((socket) =>
    setTimeout(() => {
      socket.accept()
      socket.say(
        JSON.stringify({ type: 'connection_status', data: { status: 'connected', active_users: [], ...data } }),
      )
    }),
  )
}

test.each([
  ['knows the contract', { last_seq: 0 }],
  ['knows only the spec', {}],
])(
  'on a server that %s but answers no heartbeat, a dead line is found by the echo that does not come',
  async (_, data) => {
    const { WebSocket, sockets } = silentServer(data)
    const client = createRealtimeClient({
      url: 'https://chat.example.org',
      user: doctor,
      getToken: () => 'token',
      WebSocket,
      fetch: () => Promise.reject(new TypeError('The network is away.')),
    })
    client.acquireRoom('123_456')
    await vi.advanceTimersByTimeAsync(1_000)
    const [first] = sockets
    if (!first) throw new Error('Nothing was dialled.')
    first.isCut = true
    client.room('123_456').sendMessage('hello')
    await vi.advanceTimersByTimeAsync(1_000)
    expect([sockets.length, sendsOf(first)]).toEqual([1, 1])
    await vi.advanceTimersByTimeAsync(11_000)
    expect(sockets.length).toBeGreaterThan(1)
    expect(sockets.filter(isAlive)).toHaveLength(1)
    client.dispose()
  },
)
