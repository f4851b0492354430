// @vitest-environment happy-dom
import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { doctor, patient } from '../../people.ts'
import type { HookWorld } from './hookTarget.ts'
import { FULL_TARGETS, HOOK_TARGETS } from './hookTargets.ts'
import { openChat, WAIT, type ChatScreen } from './screen.tsx'
import './timeouts.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`)

let world: HookWorld
afterEach(async () => {
  cleanup()
  await world.stop()
})

const waiting = ({ now }: ChatScreen) => waitFor(() => expect(now().connection.status).toBe('waiting'), WAIT)
const settled = ({ now }: ChatScreen, texts: readonly string[]) =>
  waitFor(
    () => expect(now().messages.map(({ message, state }) => [message, state])).toEqual(texts.map((t) => [t, 'sent'])),
    WAIT,
  )

describe.each(HOOK_TARGETS)('what is owed to $name', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('is sent in order, each once, over several outages', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    const expected: string[] = []
    for (const outage of numbers(3)) {
      world.faults.cut()
      await waiting(screen)
      for (const text of numbers(5)) {
        expected.push(`${outage}.${text}`)
        screen.now().sendMessage(`${outage}.${text}`)
      }
      world.faults.restore()
      screen.now().reconnect()
      await settled(screen, expected)
      await screen.connected()
    }
    expect(await world.texts()).toEqual(expected)
  })

  test('may say the same twice', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    for (const text of ['yes', 'yes', 'no', 'yes']) screen.now().sendMessage(text)
    await settled(screen, ['yes', 'yes', 'no', 'yes'])
    expect(await world.texts()).toEqual(['yes', 'yes', 'no', 'yes'])
  })

  test('can be thrown away before it is sent', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    world.faults.cut()
    await waiting(screen)
    for (const text of ['keep', 'discard', 'keep too']) screen.now().sendMessage(text)
    await waitFor(() => expect(screen.texts()).toEqual(['keep', 'discard', 'keep too']), WAIT)
    screen.now().discard(screen.now().messages[1]?.key ?? '')
    await screen.shows(['keep', 'keep too'])
    world.faults.restore()
    screen.now().reconnect()
    await settled(screen, ['keep', 'keep too'])
    expect(await world.texts()).toEqual(['keep', 'keep too'])
  })
})

describe.each(FULL_TARGETS)('what is owed to $name, beyond what websockets-module.md knows', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('fails alone when it is refused for good, and does not hold up the next', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    screen.now().sendMessage('x'.repeat(70_000))
    screen.now().sendMessage('small')
    await waitFor(() => expect(screen.texts()[0]).toBe('small'), WAIT)
    expect(screen.now().messages[1]).toMatchObject({ state: 'failed', failure: { code: 'WS_010' } })
  })

  test('arrives once and in order over a line that breaks, delays, doubles and swaps', async () => {
    const [mine, theirs] = [openChat(world, doctor.id), openChat(world, patient.id)]
    for (const screen of [mine, theirs]) await screen.connected()
    world.faults.delay(10, { rate: 0.3 })
    world.faults.duplicate({ rate: 0.3 })
    world.faults.reorder({ direction: 'in', rate: 0.3 })
    for (const text of numbers(30)) {
      mine.now().sendMessage(text)
      if (Number(text) % 10 === 0) {
        world.faults.cut()
        for (const screen of [mine, theirs]) await waiting(screen)
        world.faults.restore()
        for (const { now } of [mine, theirs]) now().reconnect()
      }
    }
    for (const screen of [mine, theirs]) {
      await screen.shows(numbers(30))
      await waitFor(() => expect(screen.now().pendingCount).toBe(0), WAIT)
    }
    expect(await world.texts()).toEqual(numbers(30))
  })
})
