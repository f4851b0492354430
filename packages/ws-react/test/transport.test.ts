import { HEARTBEAT_INTERVAL_MS, HEARTBEAT_TIMEOUT_MS } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConnectionState } from '../src/transport/connectionState.ts'
import { createTokenSource, TokenDeniedError, type GetToken } from '../src/transport/token.ts'
import { createTransport } from '../src/transport/transport.ts'
import type { WakeSignal } from '../src/transport/wake.ts'
import { isAlive, scriptWebSocket, type ScriptedSocket } from './scriptedWebSocket.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2024, 0, 15) })
})
afterEach(() => {
  vi.useRealTimers()
})

const NOTHING = (): undefined => undefined
const ACCEPTING = (socket: ScriptedSocket): void => void setTimeout(() => socket.accept())
/** As the server of the contract: accepts, and answers each heartbeat. */
const ANSWERING = (socket: ScriptedSocket): void => {
  let answered = 0
  setTimeout(() => socket.accept())
  const turn = setInterval(() => {
    for (; answered < beatsOf(socket); answered += 1) socket.say(BEAT)
    if (socket.readyState > 1) clearInterval(turn)
  }, 500)
}

function setUp({ onDial = NOTHING, getToken = () => 'token' }: { onDial?: typeof ANSWERING; getToken?: GetToken }) {
  const { WebSocket, sockets } = scriptWebSocket(onDial)
  const states: ConnectionState[] = []
  const texts: string[] = []
  const listeners = new Set<(signal: WakeSignal) => void>()
  const transport = createTransport({
    url: () => 'wss://chat.example.org/ws/chat/123_456/',
    tokens: createTokenSource(getToken),
    tokenPlacement: 'subprotocol',
    WebSocket,
    random: () => 0,
    onState: (state) => states.push(state),
    onText: (text) => texts.push(text),
    wakeSource: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
  })
  return {
    transport,
    sockets,
    texts,
    states,
    status: () => states.at(-1)?.status,
    wake: (signal: WakeSignal) => listeners.forEach((tell) => tell(signal)),
    listeners,
    /** The newest socket. */
    socket: () => {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('Nothing was dialled.')
      return socket
    },
  }
}

/** Long enough for a token and a socket, far too short for anything that waits. */
const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50)
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)
const beatsOf = ({ sent }: ScriptedSocket): number => sent.filter((text) => text.includes('"heartbeat"')).length
const BEAT = '{"type":"heartbeat","data":{}}'

async function connected(options: Parameters<typeof setUp>[0] = { onDial: ACCEPTING }) {
  const world = setUp(options)
  world.transport.connect()
  await soon()
  expect(world.status()).toBe('connected')
  return world
}

describe('a half-open socket', () => {
  test('is found when a server that answers heartbeats stops answering', async () => {
    const { sockets, socket, status } = await connected({ onDial: ANSWERING })
    await pass(4 * HEARTBEAT_INTERVAL_MS)
    expect(sockets).toHaveLength(1)
    socket().isCut = true
    await pass(HEARTBEAT_INTERVAL_MS + 10_000 + 100)
    expect(sockets).toHaveLength(2)
    expect(sockets.filter(isAlive)).toHaveLength(1)
    expect(status()).toBe('connected')
  })

  test('is not suspected while anything comes through it', async () => {
    const { sockets, socket } = await connected()
    socket().say(BEAT)
    for (let n = 0; n < 20; n += 1) {
      await pass(9_000)
      socket().say('{"type":"chat_message","data":{}}')
    }
    expect(sockets).toHaveLength(1)
  })

  test('is never guessed at by the silence of a server that does not answer heartbeats', async () => {
    const { sockets, socket } = await connected()
    await pass(20 * HEARTBEAT_INTERVAL_MS)
    expect(sockets).toHaveLength(1)
    expect(beatsOf(socket())).toBe(20)
  })

  test('found once, does not make the next server be expected to answer', async () => {
    const { sockets, socket } = await connected()
    socket().say(BEAT)
    await pass(HEARTBEAT_INTERVAL_MS + 10_100)
    expect(sockets).toHaveLength(2)
    await pass(20 * HEARTBEAT_INTERVAL_MS)
    expect(sockets).toHaveLength(2)
  })

  test('of a server that never answers is redialled soon after waking, if it stays silent', async () => {
    const { sockets, wake } = await connected()
    await pass(HEARTBEAT_INTERVAL_MS + 1_000)
    wake('awake')
    await pass(2_000)
    expect(sockets).toHaveLength(1)
    await pass(2_000)
    expect(sockets).toHaveLength(2)
  })

  test('of a server that never answers is kept on waking, if it spoke a moment ago or speaks now', async () => {
    const { sockets, socket, wake } = await connected()
    await pass(10_000)
    socket().say('{"type":"chat_message","data":{}}')
    await pass(10_000)
    wake('awake')
    await pass(20_000)
    wake('awake')
    await pass(1_000)
    socket().say('{"type":"chat_message","data":{}}')
    await pass(HEARTBEAT_INTERVAL_MS)
    expect(sockets).toHaveLength(1)
  })

  test.each(['online', 'awake'] as const)(
    'silent for long is redialled at once on %s, not asked first',
    async (signal) => {
      const { sockets, wake } = await connected()
      await pass(HEARTBEAT_TIMEOUT_MS + 1_000)
      wake(signal)
      await soon()
      expect(sockets).toHaveLength(2)
      expect(sockets.filter(isAlive)).toHaveLength(1)
    },
  )

  test('is kept on waking when the server answers', async () => {
    const { sockets, wake } = await connected({ onDial: ANSWERING })
    await pass(30_000)
    for (let n = 0; n < 5; n += 1) {
      wake('awake')
      await pass(11_000)
    }
    expect(sockets).toHaveLength(1)
  })
})

describe('waking', () => {
  test.each(['online', 'awake'] as const)('dials at once when waiting, on %s', async (signal) => {
    const { transport, sockets, socket, status, wake } = setUp({})
    transport.connect()
    for (let n = 0; n < 6; n += 1) {
      await pass(30_000)
      socket().end(1006)
    }
    const before = sockets.length
    expect(status()).toBe('waiting')
    await pass(1_000)
    expect(sockets).toHaveLength(before)
    wake(signal)
    await soon()
    expect(sockets).toHaveLength(before + 1)
  })

  test.each(['online', 'awake'] as const)('begins a dial that hangs anew, on %s', async (signal) => {
    const { transport, sockets, wake } = setUp({})
    transport.connect()
    await pass(1_500)
    wake(signal)
    await soon()
    expect(sockets).toHaveLength(2)
    expect(sockets.filter(isAlive)).toHaveLength(1)
  })

  test('told in several ways at once makes one dial', async () => {
    const { transport, sockets, socket, status, wake } = setUp({})
    transport.connect()
    await soon()
    socket().end(1006)
    expect(status()).toBe('waiting')
    for (let n = 0; n < 5; n += 1) {
      wake('awake')
      await pass(100)
    }
    expect(sockets).toHaveLength(2)
  })

  test('never undoes an explicit stop, and nobody listens any more', async () => {
    const { transport, sockets, status, wake, listeners } = await connected()
    transport.close()
    expect(listeners.size).toBe(0)
    wake('online')
    transport.reconnect()
    await pass(120_000)
    expect(sockets).toHaveLength(1)
    expect(sockets.filter(isAlive)).toHaveLength(0)
    expect(status()).toBe('idle')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('never undoes a refusal', async () => {
    const { sockets, socket, status, wake } = await connected()
    socket().end(4002)
    expect(status()).toBe('stopped')
    for (const signal of ['offline', 'online', 'awake'] as const) wake(signal)
    await pass(120_000)
    expect(sockets).toHaveLength(1)
    expect(status()).toBe('stopped')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('going offline', () => {
  test('shows at once, and the connection comes back by itself should the browser be wrong', async () => {
    const { transport, status, states, wake } = await connected()
    wake('offline')
    expect(status()).toBe('waiting')
    expect(transport.send({ type: 'typing_start', data: {} })).toBe(false)
    await pass(1_000)
    expect(states.map((state) => state.status)).toEqual([
      'connecting',
      'connected',
      'waiting',
      'connecting',
      'connected',
    ])
  })

  test('ends a dial under way, and coming back dials at once', async () => {
    const { transport, sockets, status, wake } = setUp({})
    transport.connect()
    await soon()
    wake('offline')
    expect(status()).toBe('waiting')
    expect(sockets.filter(isAlive)).toHaveLength(0)
    wake('online')
    await soon()
    expect(sockets).toHaveLength(2)
  })
})

describe('getToken', () => {
  test('is asked before every dial', async () => {
    let asked = 0
    const { sockets, socket } = await connected({
      onDial: ACCEPTING,
      getToken: () => `token ${++asked}`,
    })
    for (let n = 0; n < 3; n += 1) {
      socket().end(1006)
      await pass(30_000)
    }
    expect(sockets).toHaveLength(4)
    expect(asked).toBe(4)
  })

  test('that fails is an ordinary retry', async () => {
    let asked = 0
    const { transport, sockets, status } = setUp({
      onDial: ANSWERING,
      getToken: () => (++asked < 4 ? Promise.reject(new Error('The network is away.')) : 'token'),
    })
    transport.connect()
    await soon()
    expect(status()).toBe('waiting')
    await pass(10_000)
    expect(status()).toBe('connected')
    expect([asked, sockets.length]).toEqual([4, 1])
  })

  test('that never answers is an ordinary retry too', async () => {
    let asked = 0
    const { transport, status } = setUp({
      onDial: ANSWERING,
      getToken: () => (++asked < 2 ? new Promise<string>(() => undefined) : 'token'),
    })
    transport.connect()
    await pass(15_100)
    expect(status()).toBe('waiting')
    await pass(2_000)
    expect(status()).toBe('connected')
  })

  test('that says no is final, until the user connects again', async () => {
    let denied = true
    const { transport, states, sockets, wake, status } = setUp({
      onDial: ANSWERING,
      getToken: () => (denied ? Promise.reject(new TokenDeniedError('signed out elsewhere')) : 'token'),
    })
    transport.connect()
    await soon()
    expect(states.at(-1)).toEqual({ status: 'stopped', code: 'WS_001', message: 'Signed out: signed out elsewhere.' })
    wake('online')
    await pass(120_000)
    expect(sockets).toHaveLength(0)
    denied = false
    transport.reconnect()
    await soon()
    expect(status()).toBe('connected')
  })

  test('may close the connection by itself', async () => {
    const world = setUp({
      getToken: () => {
        world.transport.close()
        return 'token'
      },
    })
    world.transport.connect()
    await pass(120_000)
    expect([world.status(), world.sockets.length, vi.getTimerCount()]).toEqual(['idle', 0, 0])
  })

  test('is told which token was refused', async () => {
    const usedUp: (string | undefined)[] = []
    const { socket } = await connected({
      onDial: ACCEPTING,
      getToken: (used) => `token ${usedUp.push(used)}`,
    })
    socket().end(4001)
    await soon()
    expect(usedUp).toEqual([undefined, 'token 1'])
  })
})

describe('a token on an open socket', () => {
  const life = 300
  /** A token of the time it is made at. */
  const jwt = (): string => {
    const iat = Date.now() / 1_000
    return `e30.${btoa(JSON.stringify({ iat, exp: iat + life }))}.x`
  }
  const renewalsOf = ({ sent }: ScriptedSocket): number => sent.filter((text) => text.includes('authenticate')).length

  test('is renewed before its end, by one call for all sockets', async () => {
    let asked = 0
    const tokens = createTokenSource(async () => {
      asked += 1
      await pause(500)
      return jwt()
    })
    const { WebSocket, sockets } = scriptWebSocket(ANSWERING)
    for (let n = 0; n < 3; n += 1) {
      const url = (): string => `wss://chat.example.org/ws/chat/clinic_${n}/`
      const quiet = { onState: NOTHING, onText: NOTHING, wakeSource: () => NOTHING }
      createTransport({ url, tokens, tokenPlacement: 'subprotocol', WebSocket, ...quiet }).connect()
    }
    await pass(1_000)
    expect([sockets.length, asked]).toEqual([3, 1])
    await pass((life - 25) * 1_000)
    expect(sockets.map(renewalsOf)).toEqual([1, 1, 1])
    expect([sockets.length, asked]).toEqual([3, 2])
  })

  test('is asked for again while there is no newer one, and a denial then is final', async () => {
    const first = jwt()
    let denied = false
    const { status, socket, sockets } = await connected({
      onDial: ANSWERING,
      getToken: () => (denied ? Promise.reject(new TokenDeniedError()) : first),
    })
    await pass((life - 5) * 1_000)
    expect([status(), renewalsOf(socket())]).toEqual(['connected', 0])
    denied = true
    await pass(30_000)
    expect([status(), sockets.length]).toEqual(['stopped', 1])
  })

  test.each([
    ['comes', () => Promise.resolve(jwt())],
    ['fails', () => Promise.reject(new Error('The network is away.'))],
    ['is denied', () => Promise.reject(new TokenDeniedError())],
  ])('that %s only after the connection was stopped changes nothing', async (_, answer) => {
    let asked = 0
    const { transport, status } = await connected({
      onDial: ACCEPTING,
      getToken: () => (++asked === 1 ? jwt() : pause(5_000).then(answer)),
    })
    await pass((life - 29) * 1_000)
    expect(asked).toBe(2)
    transport.close()
    await pass(life * 1_000)
    expect([status(), asked, vi.getTimerCount()]).toEqual(['idle', 2, 0])
  })
})

describe('a socket closed for its token', () => {
  const life = 3
  const jwt = (): string => {
    const iat = Date.now() / 1_000
    return `e30.${btoa(JSON.stringify({ iat, exp: iat + life }))}.x`
  }
  /** Lets the socket open and refuses its token so long after. */
  const refusing =
    (ms: number): typeof ANSWERING =>
    (socket) => {
      setTimeout(() => socket.accept(), ms)
      setTimeout(() => socket.say('{"type":"error","data":{"code":"WS_001","message":"expired"}}'), ms)
      setTimeout(() => socket.end(4001), ms + 1)
    }

  test('is dialled again, however often, while the tokens end on the way', async () => {
    const { transport, states, sockets, status } = setUp({ onDial: refusing(life * 1_000 + 100), getToken: jwt })
    transport.connect()
    await pass(60_000)
    expect(states.map((state) => state.status)).not.toContain('stopped')
    expect(sockets.length).toBeGreaterThan(3)
    // Ever more slowly, as with any failure.
    expect(sockets.length).toBeLessThan(12)
    expect(['connecting', 'waiting']).toContain(status())
  })

  test('stops when two tokens are refused that were good', async () => {
    const { transport, sockets, status } = setUp({ onDial: refusing(100), getToken: jwt })
    transport.connect()
    await pass(10_000)
    expect([status(), sockets.length]).toEqual(['stopped', 2])
  })
})

test('what an old socket still brings is not taken for the new one', async () => {
  const { transport, sockets, texts, status } = await connected()
  const [old] = sockets
  transport.reconnect()
  await soon()
  old?.say('late')
  old?.end(4002)
  expect(status()).toBe('connected')
  expect(texts).toEqual([])
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
