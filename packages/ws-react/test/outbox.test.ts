import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOutbox, type OutboxMessage } from '../src/transport/outbox.ts'

const message = (client_id: string): OutboxMessage => ({ client_id, message: client_id, message_type: 'text' })

function setUp() {
  const wire: string[] = []
  const onStalled = vi.fn()
  const outbox = createOutbox({
    send: ({ client_id }) => wire.push(client_id) > 0,
    onChange: () => undefined,
    onStalled,
  })
  const states = () => Object.fromEntries(outbox.entries.map((entry) => [entry.message.client_id, entry.state]))
  return { wire, outbox, states, onStalled }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('outbox', () => {
  test('keeps what is written before there is a connection, and sends it in order', () => {
    const { outbox, wire } = setUp()
    outbox.add(message('a'))
    outbox.add(message('b'))
    expect(wire).toEqual([])
    outbox.resume()
    outbox.settle('a')
    outbox.settle('b')
    expect(wire).toEqual(['a', 'b'])
    expect(outbox.entries).toEqual([])
  })

  test('sends again what had no echo when the connection broke', () => {
    const { outbox, wire } = setUp()
    outbox.resume()
    outbox.add(message('a'))
    outbox.suspend()
    outbox.resume()
    expect(wire).toEqual(['a', 'a'])
  })

  test('lets nothing overtake a message the rate limit put off', () => {
    const { outbox, wire } = setUp()
    outbox.resume()
    outbox.add(message('a'))
    outbox.refuse('a', { message: 'Rate limit exceeded' }, 5_000)
    outbox.add(message('b'))
    vi.advanceTimersByTime(4_999)
    expect(wire).toEqual(['a'])
    vi.advanceTimersByTime(1)
    outbox.settle('a')
    expect(wire).toEqual(['a', 'a', 'b'])
  })

  test('a message refused for good fails with its reason and does not hold up those behind it', () => {
    const { outbox, wire, states } = setUp()
    outbox.resume()
    outbox.add(message('a'))
    outbox.add(message('b'))
    outbox.refuse('a', { code: 'WS_010', message: 'Message too large' })
    expect(states()).toEqual({ a: 'failed', b: 'sending' })
    expect(outbox.entries[0]?.failure).toEqual({ code: 'WS_010', message: 'Message too large' })
    expect(wire).toEqual(['a', 'b'])
  })

  test('a failed message is sent again when the user asks, or goes when he discards it', () => {
    const { outbox, wire } = setUp()
    outbox.resume()
    outbox.add(message('a'))
    outbox.refuse('a', { message: 'no' })
    outbox.retry('a')
    expect(wire).toEqual(['a', 'a'])
    outbox.refuse('a', { message: 'no' })
    outbox.discard('a')
    expect(outbox.entries).toEqual([])
  })

  test('says so when no echo comes', () => {
    const { outbox, onStalled } = setUp()
    outbox.resume()
    outbox.add(message('a'))
    vi.advanceTimersByTime(10_000)
    expect(onStalled).toHaveBeenCalledOnce()
  })
})
