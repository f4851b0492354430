// @vitest-environment happy-dom
import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { patient } from '../../people.ts'
import type { HookWorld } from './hookTarget.ts'
import { FULL_TARGETS, HOOK_TARGETS } from './hookTargets.ts'
import { openNotifications, WAIT } from './screen.tsx'
import './timeouts.ts'

let world: HookWorld
afterEach(async () => {
  cleanup()
  await world.stop()
})

type Opened = ReturnType<typeof openNotifications>
const connected = ({ now }: Opened) => waitFor(() => expect(now().connection.status).toBe('connected'), WAIT)
const unread = ({ now }: Opened, count: number) => waitFor(() => expect(now().unread.total_unread).toBe(count), WAIT)

describe.each(HOOK_TARGETS)('useNotifications against $name', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('tells of a live one exactly once, and counts it', async () => {
    const screen = openNotifications(world, patient.id)
    await connected(screen)
    world.faults.duplicate({ direction: 'in', type: 'new_notification' })
    await world.notify(patient.id, 'live')
    await unread(screen, 1)
    expect(screen.now().notifications.map(({ title }) => title)).toEqual(['live'])
    await world.notify(patient.id, 'another')
    await unread(screen, 2)
    expect(screen.heard).toEqual(['live', 'another'])
  })

  test('reading in one place lowers the count in both', async () => {
    const [first, second] = [openNotifications(world, patient.id), openNotifications(world, patient.id)]
    for (const screen of [first, second]) await connected(screen)
    await world.notify(patient.id, 'one')
    for (const screen of [first, second]) await unread(screen, 1)
    first.now().markRead(first.now().notifications[0]?.id ?? '')
    for (const screen of [first, second]) await unread(screen, 0)
    await waitFor(() => expect(second.now().notifications[0]?.read_at).toBeTruthy(), WAIT)
  })

  test('what is read during an outage is told when the server is back', async () => {
    const [mine, other] = [openNotifications(world, patient.id), openNotifications(world, patient.id)]
    for (const screen of [mine, other]) await connected(screen)
    await world.notify(patient.id, 'one')
    for (const screen of [mine, other]) await unread(screen, 1)
    world.faults.cut()
    await waitFor(() => expect(mine.now().connection.status).toBe('waiting'), WAIT)
    mine.now().markRead(mine.now().notifications[0]?.id ?? '')
    await unread(mine, 0)
    world.faults.restore()
    for (const { now } of [other, mine]) now().reconnect()
    for (const screen of [mine, other]) await unread(screen, 0)
  })
})

describe.each(FULL_TARGETS)('useNotifications against $name, beyond what websockets-module.md knows', ({ start }) => {
  beforeEach(async () => {
    world = await start()
  })

  test('what came before, and what was missed, is there and counted once', async () => {
    await world.notify(patient.id, 'before')
    const screen = openNotifications(world, patient.id)
    await connected(screen)
    await unread(screen, 1)
    world.faults.cut()
    await waitFor(() => expect(screen.now().connection.status).toBe('waiting'), WAIT)
    for (const title of ['missed', 'missed too']) await world.notify(patient.id, title)
    world.faults.restore()
    screen.now().reconnect()
    await unread(screen, 3)
    await waitFor(
      () => expect(screen.now().notifications.map(({ title }) => title)).toEqual(['missed too', 'missed', 'before']),
      WAIT,
    )
  })

  test('all of them are read, then deleted, on every device', async () => {
    const [first, second] = [openNotifications(world, patient.id), openNotifications(world, patient.id)]
    for (const screen of [first, second]) await connected(screen)
    for (const title of ['one', 'two']) await world.notify(patient.id, title)
    for (const screen of [first, second]) await unread(screen, 2)
    first.now().markAllRead()
    for (const screen of [first, second]) await unread(screen, 0)
    first.now().deleteAll()
    for (const { now } of [first, second]) await waitFor(() => expect(now().notifications).toEqual([]), WAIT)
  })
})
