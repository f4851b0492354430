// @vitest-environment happy-dom
import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { doctor, patient } from '../../people.ts'
import type { HookWorld } from './hookTarget.ts'
import { FULL_TARGETS, HOOK_TARGETS } from './hookTargets.ts'
import { openChat, WAIT } from './screen.tsx'
import './timeouts.ts'

const numbers = (count: number, first = 1) =>
  Array.from({ length: count - first + 1 }, (_, index) => `${index + first}`)

let world: HookWorld
afterEach(async () => {
  cleanup()
  await world.stop()
})

describe.each(HOOK_TARGETS)('useChat against $name', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('shows history, oldest first, and what arrives live after it', async () => {
    await world.say(patient.id, 'one', 'two')
    const screen = openChat(world, doctor.id)
    await screen.shows(['one', 'two'])
    await screen.connected()
    await world.say(patient.id, 'three')
    await screen.shows(['one', 'two', 'three'])
  })

  test('loads older pages on demand, until there are none', async () => {
    await world.say(patient.id, ...numbers(120))
    const { now, shows } = openChat(world, doctor.id)
    await shows(numbers(120, 71))
    now().history.loadOlder()
    await shows(numbers(120, 21))
    now().history.loadOlder()
    await shows(numbers(120))
    await waitFor(() => expect(now().history.hasOlder).toBe(false), WAIT)
  })

  test('shows an own message at once, then how far it got, under one key', async () => {
    const mine = openChat(world, doctor.id)
    await mine.connected()
    world.faults.hold()
    mine.now().sendMessage('hello')
    await waitFor(() => expect(mine.now().messages).toMatchObject([{ message: 'hello', state: 'sending' }]), WAIT)
    const key = mine.now().messages[0]?.key
    world.faults.release()
    await waitFor(() => expect(mine.now().messages).toMatchObject([{ key, state: 'sent' }]), WAIT)
    const theirs = openChat(world, patient.id)
    await theirs.shows(['hello'])
    await waitFor(() => expect(mine.now().messages).toMatchObject([{ key, state: 'delivered' }]), WAIT)
    await world.read(patient.id)
    await waitFor(() => expect(mine.now().messages).toMatchObject([{ key, state: 'read' }]), WAIT)
  })

  test('two who write at once see the same, each message once', async () => {
    const screens = [openChat(world, doctor.id), openChat(world, patient.id)] as const
    for (const screen of screens) await screen.connected()
    for (const text of numbers(10)) screens.forEach((screen, side) => screen.now().sendMessage(`${side} ${text}`))
    for (const { now } of screens) {
      await waitFor(() => expect(now().messages).toHaveLength(20), WAIT)
      await waitFor(() => expect(now().pendingCount).toBe(0), WAIT)
    }
    const stored = await world.texts()
    for (const screen of screens) await screen.shows(stored)
    expect(stored.filter((text) => text.startsWith('0'))).toEqual(numbers(10).map((text) => `0 ${text}`))
  })

  test('keeps what is written during an outage, and shows what was missed, each once and in order', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    await world.say(patient.id, 'before')
    await screen.shows(['before'])
    world.faults.cut()
    await waitFor(() => expect(screen.now().connection.status).toBe('waiting'), WAIT)
    screen.now().sendMessage('written meanwhile')
    await world.say(patient.id, 'said meanwhile')
    await waitFor(() => expect(screen.now().messages.at(-1)?.state).toBe('queued'), WAIT)
    world.faults.restore()
    screen.now().reconnect()
    await waitFor(() => expect(screen.now().pendingCount).toBe(0), WAIT)
    await screen.connected()
    await screen.shows(['before', 'said meanwhile', 'written meanwhile'])
    expect(await world.texts()).toEqual(screen.texts())
  })

  test('shows who types, until the message comes', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    await world.type(patient.id)
    await waitFor(() => expect(screen.now().typingUsers).toMatchObject([{ id: patient.id }]), WAIT)
    await world.say(patient.id, 'done')
    await waitFor(() => expect(screen.now().typingUsers).toEqual([]), WAIT)
  })

  test('one’s own typing is not shown to oneself', async () => {
    const [mine, theirs] = [openChat(world, doctor.id), openChat(world, patient.id)]
    for (const screen of [mine, theirs]) await screen.connected()
    mine.now().startTyping()
    await waitFor(() => expect(theirs.now().typingUsers).toMatchObject([{ id: doctor.id }]), WAIT)
    expect(mine.now().typingUsers).toEqual([])
  })

  test('counts what is unread, and remembers where reading began', async () => {
    await world.say(patient.id, 'one')
    await world.read(doctor.id)
    await world.say(patient.id, 'two', 'three')
    const { now, shows, connected } = openChat(world, doctor.id)
    await connected()
    await shows(['one', 'two', 'three'])
    await waitFor(() => expect(now().unreadCount).toBe(2), WAIT)
    const [, second, third] = now().messages
    expect(now().firstUnreadId).toBe(second?.id)
    now().markRead(third?.id ?? 0)
    await waitFor(() => expect(now().unreadCount).toBe(0), WAIT)
    expect(now().firstUnreadId).toBe(second?.id)
  })

  test('frames that come late, twice or out of order are shown once and in order', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    const stops = [
      world.faults.delay(5, { rate: 0.3 }),
      world.faults.duplicate({ direction: 'in', rate: 0.3 }),
      world.faults.reorder({ direction: 'in', rate: 0.3 }),
    ]
    await world.say(patient.id, ...numbers(20))
    await screen.shows(numbers(20))
    for (const stop of stops) stop()
  })

  test('an echo that got lost with the connection makes no second message', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    world.faults.drop({ direction: 'in', type: 'chat_message', times: 1 })
    screen.now().sendMessage('once')
    await waitFor(async () => expect(await world.texts()).toEqual(['once']), WAIT)
    world.faults.cut()
    world.faults.restore()
    screen.now().reconnect()
    await waitFor(() => expect(screen.now().messages).toMatchObject([{ message: 'once', state: 'sent' }]), WAIT)
    expect(await world.texts()).toEqual(['once'])
  })
})

describe.each(FULL_TARGETS)('useChat against $name, beyond what websockets-module.md knows', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('a hole in the order is noticed at once and filled', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    await world.say(patient.id, 'one')
    await screen.shows(['one'])
    world.faults.drop({ direction: 'in', type: 'chat_message', times: 2 })
    await world.say(patient.id, 'two', 'three', 'four')
    await screen.shows(['one', 'two', 'three', 'four'])
  })

  test('a refusal is final: the connection stops and says why', async () => {
    const screen = openChat(world, 457)
    await waitFor(() => expect(screen.now().connection).toMatchObject({ status: 'stopped', code: 'WS_002' }), WAIT)
  })

  test('a file is uploaded, then sent', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    screen.now().sendFile(new File(['%PDF-1.7'], 'report.pdf', { type: 'application/pdf' }))
    await waitFor(() => expect(screen.now().messages).toMatchObject([{ message_type: 'file', state: 'sent' }]), WAIT)
    expect(screen.now().messages[0]?.metadata.file_url).toMatch(/^\/api\/uploads\/.+report\.pdf$/)
  })

  test('a token that expires is renewed on the open socket, and nothing is lost', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    world.faults.expire()
    screen.now().sendMessage('mine')
    await world.say(patient.id, 'theirs')
    await waitFor(() => expect(screen.now().messages.map(({ state }) => state)).toEqual(['sent', 'sent']), WAIT)
    await screen.shows(await world.texts())
  })

  test('a token that expired meanwhile is renewed on the next dial and over HTTP', async () => {
    const screen = openChat(world, doctor.id)
    await screen.connected()
    world.faults.cut()
    world.faults.expire()
    await waitFor(() => expect(screen.now().connection.status).toBe('waiting'), WAIT)
    screen.now().sendFile(new File(['%PDF-1.7'], 'report.pdf', { type: 'application/pdf' }))
    await world.say(patient.id, 'theirs')
    world.faults.restore()
    screen.now().reconnect()
    await waitFor(() => expect(screen.now().messages).toHaveLength(2), WAIT)
    await waitFor(() => expect(screen.now().messages.at(-1)?.state).toBe('sent'), WAIT)
  })
})
