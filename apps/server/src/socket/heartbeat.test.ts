import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeartbeat, type Heartbeat, type Watched } from './heartbeat.ts'

const TIMEOUT_MS = 300

let heartbeat: Heartbeat
let pings: number
let silent: number
/** How the peer hears a ping. */
let answer: () => void
let watched: Watched

beforeEach(() => {
  vi.useFakeTimers()
  pings = 0
  silent = 0
  answer = () => undefined
  watched = {
    socket: { isPaused: false, bufferedAmount: 0, readyState: 1, OPEN: 1, ping: () => (pings++, answer()) },
    heardAt: Math.floor(performance.now()),
    turn: 0,
    unanswered: 0,
    onSilent: () => silent++,
    onBeat: () => undefined,
  }
  heartbeat = createHeartbeat(TIMEOUT_MS)
  heartbeat.watch(watched)
})
afterEach(() => {
  heartbeat.close()
  vi.useRealTimers()
})

test('a peer that leaves its pings unanswered is found silent, once', () => {
  vi.advanceTimersByTime(TIMEOUT_MS - 1)
  expect(silent).toBe(0)
  vi.advanceTimersByTime(TIMEOUT_MS)
  expect({ silent, pings }).toEqual({ silent: 1, pings: 3 })
})

test('a peer that answers is left alone', () => {
  answer = () => (watched.heardAt = Math.floor(performance.now()))
  vi.advanceTimersByTime(TIMEOUT_MS * 5)
  expect(silent).toBe(0)
})

test('a process that was held up does not take its own silence for the peer’s', () => {
  answer = () => (watched.heardAt = Math.floor(performance.now()))
  vi.advanceTimersByTime(TIMEOUT_MS)
  // As after a time in which no timer ran and nothing was read.
  watched.heardAt -= TIMEOUT_MS * 2
  vi.advanceTimersByTime(TIMEOUT_MS)
  expect(silent).toBe(0)
})
