import { HEARTBEAT_INTERVAL_MS } from '@mediconnect/protocol'
import { startCutProxy, type CutProxy } from 'mediconnect-server/test-proxy'
import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '../src/transport/connectionState.ts'
import { createTokenSource, TokenDeniedError, type GetToken } from '../src/transport/token.ts'
import { createTransport, type Transport } from '../src/transport/transport.ts'
import type { WakeSignal } from '../src/transport/wake.ts'
import { createManualClock, type ManualClock } from './manualClock.ts'
import { doctor } from './people.ts'
import { isAlive } from './scriptedWebSocket.ts'

const WAIT = { timeout: 10_000, interval: 10 }

let server: TestServer
let proxy: CutProxy
let transport: Transport
let clock: ManualClock

beforeEach(async () => {
  server = await startServer()
  proxy = await startCutProxy(server.url)
})
afterEach(async () => {
  transport.close()
  await proxy.close()
  await server.close()
})

/** A connection to the real server through a network that can be cut; only its clock stands still. */
function connect(getToken: GetToken = () => server.token(doctor.id)) {
  const sockets: WebSocket[] = []
  const states: ConnectionState[] = []
  const texts: string[] = []
  let tell: (signal: WakeSignal) => void = () => undefined
  class Counted extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      sockets.push(this)
    }
  }
  clock = createManualClock(Date.now())
  transport = createTransport({
    url: () => `${proxy.url.replace('http', 'ws')}/ws/chat/123_456/`,
    tokens: createTokenSource(getToken, clock),
    tokenPlacement: 'subprotocol',
    WebSocket: Counted,
    clock,
    random: () => 0,
    onState: (state) => states.push(state),
    onText: (text) => texts.push(text),
    wakeSource: (listener) => {
      tell = listener
      return () => undefined
    },
  })
  transport.connect()
  const heartbeats = (): number => texts.filter((text) => text.startsWith('{"type":"heartbeat"')).length
  return {
    sockets,
    states,
    heartbeats,
    status: () => states.at(-1)?.status,
    wake: (signal: WakeSignal) => tell(signal),
  }
}

const until = (condition: () => boolean): Promise<void> => vi.waitFor(() => expect(condition()).toBe(true), WAIT)

test('a network that stops forwarding is noticed by the missing heartbeat, and the next socket works', async () => {
  const { sockets, status, heartbeats } = connect()
  await until(() => status() === 'connected')
  clock.advance(HEARTBEAT_INTERVAL_MS)
  await until(() => heartbeats() === 1)

  proxy.cut('black hole')
  clock.advance(HEARTBEAT_INTERVAL_MS)
  expect(status()).toBe('connected')
  clock.advance(10_000)
  expect(status()).toBe('connecting')
  await until(() => sockets.length === 2)
  expect(sockets.filter(isAlive)).toHaveLength(1)

  // A dial into the same hole ends as well.
  clock.advance(30_000)
  expect(status()).toBe('waiting')
  proxy.heal()
  clock.advance(1_000)
  await until(() => status() === 'connected')
  clock.advance(HEARTBEAT_INTERVAL_MS)
  await until(() => heartbeats() === 2)
})

test('a machine that slept for long dials at once instead of asking the dead line', async () => {
  const { sockets, status, wake } = connect()
  await until(() => status() === 'connected')
  proxy.cut('black hole')
  clock.sleep(10 * 60_000)
  wake('awake')
  expect(status()).toBe('connecting')
  await until(() => sockets.length === 2)
  proxy.heal()
  wake('online')
  await until(() => status() === 'connected')
  expect(sockets.filter(isAlive)).toHaveLength(1)
})

test('an outage of the server is got over, with a token asked for at each dial', async () => {
  let asked = 0
  const { sockets, status } = connect(() => {
    asked += 1
    return server.token(doctor.id)
  })
  await until(() => status() === 'connected')
  proxy.cut('drop')
  await until(() => status() === 'waiting')
  clock.advance(1_000)
  await until(() => status() === 'connected')
  expect([asked, sockets.length]).toEqual([2, 2])
})

test('a token that is denied while the socket is open ends it for good, a failure to get one does not', async () => {
  const shortLived = (): Promise<string> =>
    server.token(doctor.id, { exp: Math.floor(clock.now() / 1_000) + 20, jti: `${clock.now()}` })
  const answers = [
    shortLived,
    () => Promise.reject(new Error('The network is away.')),
    shortLived,
    () => Promise.reject(new TokenDeniedError()),
  ]
  let answered = 0
  const { sockets, status } = connect(() =>
    (answers.shift()?.() ?? Promise.reject(new Error('Asked too often.'))).finally(() => (answered += 1)),
  )
  /** Lets time pass until the next token is asked for, and waits until it is known what comes of it. */
  async function nextToken(ms: number): Promise<void> {
    const before = answered
    clock.advance(ms)
    await until(() => answered > before)
    expect([status(), sockets.length]).toEqual(['connected', 1])
  }
  await until(() => status() === 'connected')
  await nextToken(11_000)
  await nextToken(1_000)
  clock.advance(11_000)
  await until(() => status() === 'stopped')
  expect(sockets.filter(isAlive)).toHaveLength(0)
})
