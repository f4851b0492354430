// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { onWake, type WakeSignal } from '../src/transport/wake.ts'
import { createManualClock } from './manualClock.ts'

let stop: (() => void) | undefined
afterEach(() => {
  stop?.()
  vi.restoreAllMocks()
})

function listen() {
  const clock = createManualClock()
  const told: WakeSignal[] = []
  stop = onWake((signal) => told.push(signal), clock)
  return { clock, told, stop }
}

const show = (hidden: boolean): boolean => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  return document.dispatchEvent(new Event('visibilitychange'))
}

describe('the browser wakes a connection', () => {
  test.each([
    ['online', 'online'],
    ['offline', 'offline'],
    ['pageshow', 'awake'],
  ] as const)('on %s', (event, signal) => {
    const { told } = listen()
    window.dispatchEvent(new Event(event))
    expect(told).toEqual([signal])
  })

  test('when the page comes out of the cache, not when it is first shown', () => {
    const { told } = listen()
    const shown = (persisted: boolean): Event => Object.assign(new Event('pageshow'), { persisted })
    window.dispatchEvent(shown(false))
    expect(told).toEqual([])
    window.dispatchEvent(shown(true))
    expect(told).toEqual(['awake'])
  })

  test('when the page is seen again, not when it is hidden', () => {
    const { told } = listen()
    show(true)
    expect(told).toEqual([])
    show(false)
    expect(told).toEqual(['awake'])
  })

  test('within a second of the machine having slept', () => {
    const { clock, told } = listen()
    clock.advance(60_000)
    expect(told).toEqual([])
    clock.sleep(10_000)
    clock.advance(1_000)
    expect(told).toEqual(['awake'])
    clock.advance(60_000)
    expect(told).toEqual(['awake'])
  })

  test('not because a hidden page is held back for a minute, but because it slept for longer', () => {
    const { clock, told } = listen()
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    for (let n = 0; n < 5; n += 1) {
      clock.sleep(60_000)
      clock.advance(1_000)
    }
    expect(told).toEqual([])
    clock.sleep(10 * 60_000)
    clock.advance(1_000)
    expect(told).toEqual(['awake'])
  })

  test('no more once it has stopped listening', () => {
    const { clock, told } = listen()
    stop?.()
    for (const event of ['online', 'offline', 'pageshow']) window.dispatchEvent(new Event(event))
    show(false)
    clock.sleep(60_000)
    clock.advance(1_000)
    expect(told).toEqual([])
    expect(clock.waiting).toBe(0)
  })

  test('and may be stopped from within', () => {
    const clock = createManualClock()
    const told: WakeSignal[] = []
    const end = onWake((signal) => {
      told.push(signal)
      end()
    }, clock)
    clock.sleep(60_000)
    clock.advance(60_000)
    expect(told).toEqual(['awake'])
    expect(clock.waiting).toBe(0)
  })
})
