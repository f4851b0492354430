import { REAUTHENTICATE_GRACE_MS } from '@mediconnect/protocol'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMetrics } from '../metrics.ts'
import type { UserRecord } from '../store/store.ts'
import { createLimits } from './limits.ts'
import { Session, type Conversation, type SessionHandle, type SessionServices } from './session.ts'

const DAY_MS = 24 * 60 * 60_000
const user: UserRecord = {
  id: 1,
  username: 'a',
  first_name: '',
  last_name: '',
  avatar_url: null,
  role: 'doctor',
  is_active: true,
  last_seen: null,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(
  lifeMs: number,
  { authenticate, resume }: Partial<Pick<SessionServices, 'authenticate'> & Pick<Conversation, 'resume'>> = {},
) {
  const sent: string[] = []
  const codes: number[] = []
  let handle: SessionHandle | undefined
  const services: SessionServices = {
    store: { audit: { record: () => undefined, list: () => Promise.reject(new Error('Nobody lists here.')) } },
    authenticate: authenticate ?? (() => Promise.resolve(undefined)),
    limits: createLimits({ rateLimitMessages: 10, rateLimitWindowMs: 1_000 }),
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    now: Date.now,
  }
  const session = new Session(services, {
    socketId: 's',
    origin: { user_id: 1, room_name: null, address: null, socket_id: 's' },
    identity: { user, expiresAt: Date.now() + lifeMs },
    outbound: {
      isOpen: () => codes.length === 0,
      send: (text) => sent.push(text),
      sendFrames: () => undefined,
      isSlow: () => false,
      drained: () => Promise.resolve(),
      close: (code) => codes.push(code),
    },
    flow: { pause: () => undefined, resume: () => undefined },
    createConversation(given) {
      handle = given
      return {
        start: () => Promise.resolve(),
        resume: resume ?? (() => Promise.resolve()),
        dispatch: { take: () => Promise.resolve(), idle: () => Promise.resolve() },
        recheck: () => Promise.resolve(),
        farewell: () => undefined,
        leave: () => undefined,
      }
    },
  })
  return { session, sent, codes, isOpen: () => handle?.isOpen() }
}

test('a socket whose token has expired is closed with 4001 when no new one comes in time', async () => {
  const { sent, codes, isOpen } = open(1_000)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(isOpen()).toBe(false)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(REAUTHENTICATE_GRACE_MS - 1)
  expect(codes).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(codes).toEqual([4001])
})

test('a socket that cannot go on after its new token is closed, so that its peer comes back', async () => {
  const expiresAt = Date.now() + DAY_MS
  const { session, codes } = open(1_000, {
    authenticate: () => Promise.resolve({ user, expiresAt }),
    resume: () => Promise.reject(new Error('The store cannot be read.')),
  })
  await vi.advanceTimersByTimeAsync(1_000)
  const text = JSON.stringify({ type: 'authenticate', data: { token: 'new' } })
  session.receive({ text, bytes: text.length, isBinary: false, receivedAt: 0 })
  await vi.advanceTimersByTimeAsync(0)
  expect(codes).toEqual([4003])
})

test('a token that is good for longer than a timer can count does not expire early', async () => {
  const { codes, isOpen } = open(60 * DAY_MS)
  await vi.advanceTimersByTimeAsync(59 * DAY_MS)
  expect(isOpen()).toBe(true)
  await vi.advanceTimersByTimeAsync(DAY_MS)
  expect(isOpen()).toBe(false)
  expect(codes).toEqual([])
})

test('a socket that is gone leaves no timer behind', () => {
  const { session } = open(1_000)
  session.closed()
  expect(vi.getTimerCount()).toBe(0)
})
