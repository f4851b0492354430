import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '../src/transport/connectionState.ts'
import { createTokenSource, TokenDeniedError } from '../src/transport/token.ts'
import { createTransport } from '../src/transport/transport.ts'
import type { WakeSignal } from '../src/transport/wake.ts'
import { isAlive, scriptWebSocket } from './scriptedWebSocket.ts'

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1)
const STEPS = 80
const CLOSE_CODES = [1000, 1001, 1006, 1011, 1012, ...Array.from({ length: 10 }, (_, index) => 4001 + index)]
/** A dial and the longest back-off together. */
const LONGEST_MS = 61_000
const BEAT = '{"type":"heartbeat","data":{}}'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2024, 0, 15) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test.each(SEEDS)(
  'whatever happens, there is one socket or a way to one, and every frame comes once: seed %i',
  async (seed) => {
    const random = createRandom(seed)
    const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
      items[Math.floor(random() * items.length)] ?? items[0]
    const { WebSocket, sockets } = scriptWebSocket(() => expect(state()?.status).toBe('connecting'))
    const states: ConnectionState[] = [{ status: 'idle' }]
    const state = (): ConnectionState | undefined => states.at(-1)
    let tell: ((signal: WakeSignal) => void) | undefined
    let tokenIs: 'given' | 'short' | 'slow' | 'failed' | 'hanging' | 'denied' = 'given'
    let tokens = 0
    let isMeddling = false
    const said: string[] = []
    const heard: string[] = []

    const transport = createTransport({
      url: () => 'wss://chat.example.org/ws/chat/123_456/',
      tokens: createTokenSource(async () => {
        tokens += 1
        meddle()
        if (tokenIs === 'denied') throw new TokenDeniedError()
        if (tokenIs === 'failed') throw new Error('The network is away.')
        if (tokenIs === 'hanging') await new Promise(() => undefined)
        if (tokenIs === 'slow') await new Promise((resolve) => setTimeout(resolve, random() * 10_000))
        const exp = Date.now() / 1_000 + (tokenIs === 'given' ? 3_600 : 20)
        return `e30.${btoa(JSON.stringify({ exp, tokens }))}.x`
      }),
      tokenPlacement: 'subprotocol',
      WebSocket,
      random,
      onState: (next) => {
        states.push(next)
        meddle()
      },
      onText: (text) => {
        if (text !== BEAT) heard.push(text)
        meddle()
      },
      wakeSource: (listener) => {
        tell = listener
        return () => (tell = undefined)
      },
    })

    /** Whoever is told or asked something may act there and then. */
    function meddle(): void {
      if (!isMeddling || random() > 0.1) return
      isMeddling = false
      pick([transport.close, transport.reconnect, transport.connect])()
      isMeddling = true
    }

    const alive = () => sockets.filter(isAlive)
    const steps = {
      accept: () => alive()[0]?.accept(),
      say: () => {
        const [socket] = alive()
        if (socket?.readyState !== 1 || socket.isCut) return
        for (let left = 1 + Math.floor(random() * 5); left > 0 && isAlive(socket); left -= 1) {
          said.push(`${said.length + 1}`)
          socket.say(`${said.length}`)
        }
      },
      sayLate: () => {
        const socket = pick([undefined, ...sockets])
        if (socket && !isAlive(socket)) socket.say('late')
      },
      beat: () => alive()[0]?.say(BEAT),
      cut: () => {
        const [socket] = alive()
        if (socket) socket.isCut = true
      },
      end: () => pick([alive()[0], ...sockets])?.end(pick([1006, ...CLOSE_CODES])),
      online: () => tell?.('online'),
      offline: () => tell?.('offline'),
      awake: () => tell?.('awake'),
      connect: transport.connect,
      close: transport.close,
      reconnect: transport.reconnect,
      renewToken: transport.renewToken,
      tokenRefused: transport.tokenRefused,
      send: () => transport.send({ type: 'typing_start', data: {} }),
      token: () => {
        tokenIs = pick(['given', 'slow', 'short', 'failed', 'hanging', 'denied'])
      },
      sleep: () => vi.setSystemTime(Date.now() + random() * 200_000),
      pass: () => vi.advanceTimersByTimeAsync(random() ** 3 * 60_000),
    }
    const names = Object.keys(steps)

    function check(): void {
      expect(heard).toEqual(said)
      expect(alive().length).toBeLessThanOrEqual(1)
      const status = state()?.status
      switch (status) {
        case 'connected':
        case 'catching_up':
          expect(alive().map(({ readyState }) => readyState)).toEqual([1])
          return
        case 'waiting':
        case 'stopped':
        case 'idle':
          expect(alive()).toEqual([])
          expect(tell === undefined).toBe(status === 'idle')
          return
        case 'connecting':
          return
        default:
          throw new Error(`There is no state ${status}.`)
      }
    }

    for (let step = 0; step < STEPS; step += 1) {
      // Mostly a server that works, so that something is there to break.
      const name = random() < 0.35 ? pick(['accept', 'say', 'beat', 'connect', 'pass']) : pick(['pass', ...names])
      isMeddling = random() < 0.2
      await Object.entries(steps).find(([other]) => other === name)?.[1]()
      await vi.advanceTimersByTimeAsync(random() < 0.5 ? 0 : 20)
      check()

      // Nothing stays as it is for ever, but what was stopped and what works.
      if (step % 10 > 0) continue
      const before = state()
      const dialled = sockets.length
      isMeddling = false
      await vi.advanceTimersByTimeAsync(LONGEST_MS)
      check()
      if (before?.status === 'connecting' || before?.status === 'waiting') expect(state()).not.toBe(before)
      if (before?.status === 'stopped' || before?.status === 'idle') {
        expect([state(), sockets.length]).toEqual([before, dialled])
        expect(vi.getTimerCount()).toBe(0)
      }
    }

    // When all is well again, it connects; when it is closed, nothing is left.
    isMeddling = false
    tokenIs = 'given'
    transport.connect()
    if (state()?.status === 'stopped') transport.reconnect()
    for (let n = 0; n < 4 * LONGEST_MS && state()?.status !== 'connected'; n += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000)
      steps.accept()
    }
    expect(state()?.status).toBe('connected')
    transport.close()
    await vi.advanceTimersByTimeAsync(LONGEST_MS)
    check()
    expect(vi.getTimerCount()).toBe(0)
  },
)
