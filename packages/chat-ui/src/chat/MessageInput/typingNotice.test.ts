import { TYPING_IDLE_MS } from '@mediconnect/protocol/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTypingNotice } from './typingNotice.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function toldOver() {
  const told: (readonly [at: number, isTyping: boolean])[] = []
  const start = Date.now()
  const notice = createTypingNotice((isTyping) => told.push([Date.now() - start, isTyping]))
  return { notice, told }
}

function type(keystroke: () => void, ms: number) {
  for (let at = 0; at < ms; at += 50) {
    keystroke()
    vi.advanceTimersByTime(50)
  }
}

test('someone who types on and on is told of once a second, and of the end a second after the last key', () => {
  const { notice, told } = toldOver()
  type(notice.keystroke, 3_500)
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([
    [0, true],
    [TYPING_IDLE_MS, true],
    [2 * TYPING_IDLE_MS, true],
    [3 * TYPING_IDLE_MS, true],
    [4 * TYPING_IDLE_MS, true],
    [3_450 + TYPING_IDLE_MS, false],
  ])
})

test('however often someone stops and begins again, typing is told at most once a second', () => {
  const { notice, told } = toldOver()
  for (let count = 0; count < 40; count++) {
    type(notice.keystroke, 50)
    notice.end()
    vi.advanceTimersByTime(50)
  }
  const begun = told.filter(([, isTyping]) => isTyping).map(([at]) => at)
  expect(begun.length).toBeGreaterThan(1)
  for (const [index, at] of begun.entries())
    if (index > 0) expect(at - (begun[index - 1] ?? 0)).toBeGreaterThanOrEqual(TYPING_IDLE_MS)
})

test('an end is told once, and nothing after the part has gone', () => {
  const { notice, told } = toldOver()
  notice.end()
  notice.keystroke()
  notice.end()
  notice.end()
  notice.keystroke()
  notice.dispose()
  vi.advanceTimersByTime(5_000)
  expect(told.map(([, isTyping]) => isTyping)).toEqual([true, false])
})
