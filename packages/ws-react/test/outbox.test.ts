import type { DeliveryFailure } from '@mediconnect/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOutbox, type OutboxMessage } from '../src/transport/outbox.ts'

const DOUBT: DeliveryFailure = { message: 'perhaps it is there' }

/** An outbox over a plain list, alone in its room unless a turn is given. */
function setUp(inTurn?: Parameters<typeof createOutbox>[0]['inTurn']) {
  const wire: string[] = []
  const list = new Map<string, { state: 'queued' | 'sending' | 'failed'; failure?: DeliveryFailure }>()
  const onStalled = vi.fn()
  const next = (): OutboxMessage | undefined => {
    const [found] = [...list].find(([, { state }]) => state !== 'failed') ?? []
    return found === undefined ? undefined : { client_id: found, message: found, message_type: 'text' }
  }
  const outbox = createOutbox({
    hasNext: () => next() !== undefined,
    next: () => Promise.resolve(next()),
    send: ({ client_id }) => wire.push(client_id) > 0,
    inTurn: inTurn ?? ((_signal, work) => work(new AbortController().signal)),
    onState: (id, state) => void list.set(id, { state }),
    onFailed: (id, failure) => void list.set(id, { state: 'failed', failure }),
    onStalled,
  })
  const add = (id: string): void => {
    list.set(id, { state: 'queued' })
    outbox.wake()
  }
  const settle = (id: string): void => {
    list.delete(id)
    outbox.end(id)
  }
  return { wire, list, outbox, add, settle, onStalled }
}

/** Lets what is under way come to rest. */
const rest = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('outbox', () => {
  test('keeps what is written before there is a connection, and sends it in order, one at a time', async () => {
    const { outbox, wire, add, settle } = setUp()
    add('a')
    add('b')
    await rest()
    expect(wire).toEqual([])
    outbox.resume()
    await rest()
    expect(wire).toEqual(['a'])
    settle('a')
    await rest()
    settle('b')
    await rest()
    expect(wire).toEqual(['a', 'b'])
    expect(outbox.underWay).toBeUndefined()
  })

  test('sends again what had no echo when the connection broke', async () => {
    const { outbox, wire, add } = setUp()
    outbox.resume()
    add('a')
    await rest()
    outbox.suspend()
    await rest()
    outbox.resume()
    await rest()
    expect(wire).toEqual(['a', 'a'])
  })

  test('does not send again what a server would take for another message, and goes on with the next', async () => {
    const { outbox, wire, list, add } = setUp()
    outbox.resume(DOUBT)
    add('a')
    add('b')
    await rest()
    outbox.suspend(DOUBT)
    outbox.resume(DOUBT)
    await rest()
    expect(list.get('a')).toEqual({ state: 'failed', failure: DOUBT })
    expect(wire).toEqual(['a', 'b'])
  })

  test('lets nothing overtake a message the rate limit put off', async () => {
    const { outbox, wire, add, settle } = setUp()
    outbox.resume()
    add('a')
    await rest()
    outbox.refuse('a', { message: 'Rate limit exceeded' }, 5_000)
    add('b')
    await vi.advanceTimersByTimeAsync(4_999)
    expect(wire).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    settle('a')
    await rest()
    expect(wire).toEqual(['a', 'a', 'b'])
  })

  test('a message refused for good fails with its reason and does not hold up those behind it', async () => {
    const { outbox, wire, list, add } = setUp()
    outbox.resume()
    add('a')
    add('b')
    await rest()
    const failure = { code: 'WS_010', message: 'Message too large' }
    outbox.refuse('a', failure)
    await rest()
    expect(list.get('a')).toEqual({ state: 'failed', failure })
    expect(list.get('b')?.state).toBe('sending')
    expect(wire).toEqual(['a', 'b'])
  })

  test('a message discarded while the rate limit holds it back lets the next go at once', async () => {
    const { outbox, wire, add, settle } = setUp()
    outbox.resume()
    add('a')
    await rest()
    outbox.refuse('a', { message: 'Rate limit exceeded' }, 60_000)
    add('b')
    settle('a')
    await rest()
    expect(wire).toEqual(['a', 'b'])
  })

  test('says so when no echo comes', async () => {
    const { outbox, add, onStalled } = setUp()
    outbox.resume()
    add('a')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(onStalled).toHaveBeenCalledOnce()
  })

  test('waits for its turn only while it could send', async () => {
    const signals: AbortSignal[] = []
    const { outbox, wire, add } = setUp(async (signal) => {
      signals.push(signal)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    })
    add('a')
    await rest()
    expect(signals).toHaveLength(0)
    outbox.resume()
    await rest()
    expect(signals).toHaveLength(1)
    outbox.suspend()
    expect(signals[0]?.aborted).toBe(true)
    await rest()
    expect(signals).toHaveLength(1)
    expect(wire).toEqual([])
  })

  test('stops when another tab took the turn, and waits for it again', async () => {
    const turns: AbortController[] = []
    const { outbox, wire, list, add } = setUp(async (_signal, work) => {
      const lost = new AbortController()
      turns.push(lost)
      if (turns.length === 1) await work(lost.signal)
    })
    outbox.resume()
    add('a')
    await rest()
    turns[0]?.abort()
    await rest()
    expect(wire).toEqual(['a'])
    expect(list.get('a')?.state).toBe('queued')
    expect(turns).toHaveLength(2)
  })
})
