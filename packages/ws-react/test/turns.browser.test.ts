import { expect, test } from 'vitest'
import { takeTurn } from '../src/transport/turns.ts'

const WAIT = { timeout: 10_000 }
const never = new AbortController().signal
const patient = { signal: never, isStuck: () => false }

/** Work that is over when the test says so. */
function work() {
  let over = (): void => undefined
  const ended = new Promise<void>((resolve) => (over = resolve))
  const seen = { begun: false, lost: false }
  return {
    seen,
    over,
    run: async (lost: AbortSignal): Promise<void> => {
      seen.begun = true
      lost.addEventListener('abort', () => {
        seen.lost = true
        over()
      })
      await ended
    },
  }
}

test('one after another, whoever asks', async () => {
  const name = crypto.randomUUID()
  const [first, second] = [work(), work()]
  const done = takeTurn(navigator.locks, name, patient, first.run)
  await expect.poll(() => first.seen.begun, WAIT).toBe(true)
  const next = takeTurn(navigator.locks, name, patient, second.run)
  await expect
    .poll(async () => (await navigator.locks.query()).pending?.some((lock) => lock.name === name), WAIT)
    .toBe(true)
  expect(second.seen.begun).toBe(false)
  first.over()
  await done
  await expect.poll(() => second.seen.begun, WAIT).toBe(true)
  second.over()
  await next
})

test('whoever is stuck loses the turn, learns it, and may wait for another', async () => {
  const name = crypto.randomUUID()
  const [frozen, second, again] = [work(), work(), work()]
  const lost = takeTurn(navigator.locks, name, patient, frozen.run)
  await expect.poll(() => frozen.seen.begun, WAIT).toBe(true)
  const next = takeTurn(navigator.locks, name, { signal: never, isStuck: () => true }, second.run)
  await expect.poll(() => second.seen.begun, WAIT).toBe(true)
  await lost
  expect(frozen.seen.lost).toBe(true)
  const third = takeTurn(navigator.locks, name, patient, again.run)
  second.over()
  await next
  await expect.poll(() => again.seen.begun, WAIT).toBe(true)
  again.over()
  await third
})

test('whoever no longer wants it does not get it', async () => {
  const name = crypto.randomUUID()
  const [first, second] = [work(), work()]
  const done = takeTurn(navigator.locks, name, patient, first.run)
  await expect.poll(() => first.seen.begun, WAIT).toBe(true)
  const waiting = new AbortController()
  const next = takeTurn(navigator.locks, name, { signal: waiting.signal, isStuck: () => false }, second.run)
  waiting.abort()
  await next
  first.over()
  await done
  expect(second.seen.begun).toBe(false)
})
