import { describe, expect, test } from 'vitest'
import { createPresence, type SharedPresence } from './presence.ts'
import type { PresenceSummary } from './presenceRoster.ts'

const ALICE = 1
const BOB = 2
const ROOM = '1_2'

function start(): { presence: SharedPresence; changes: [number, boolean][] } {
  const changes: [number, boolean][] = []
  return { presence: createPresence((userId, isOurs) => changes.push([userId, isOurs])), changes }
}

const summary = (facts: Partial<PresenceSummary> = {}): PresenceSummary => ({
  chats: 'online',
  sockets: 1,
  rooms: [ROOM],
  ...facts,
})

describe('presence over nodes', () => {
  test('a user is offline when the last socket on any node is gone', () => {
    const { presence, changes } = start()
    presence.connect(ALICE, 'a', 'chat', ROOM)
    presence.learn('other', [[ALICE, summary()]])
    presence.disconnect(ALICE, 'a')
    expect(presence.statusOf(ALICE)).toBe('online')
    expect(changes).toEqual([[ALICE, true]])
    presence.learn('other', [[ALICE, null]])
    expect(presence.statusOf(ALICE)).toBe('offline')
    expect(changes).toHaveLength(2)
  })

  test.each([
    ['busy', 'online', 'busy'],
    ['away', 'online', 'online'],
    ['offline', 'away', 'away'],
    ['offline', 'offline', 'offline'],
    ['away', null, 'away'],
    ['offline', null, 'offline'],
  ] as const)('chats that say %s here and %s on another node make the user %s', (here, there, status) => {
    const { presence } = start()
    presence.connect(ALICE, 'a', 'chat', ROOM)
    presence.declare(ALICE, 'a', here)
    presence.learn('other', [[ALICE, summary({ chats: there })]])
    expect(presence.statusOf(ALICE)).toBe(status)
  })

  test('a socket that begins again is one socket, and leaves its room for good', () => {
    const { presence } = start()
    presence.connect(ALICE, 'a', 'chat', 'clinic_1')
    presence.connect(ALICE, 'a', 'chat', 'clinic_1')
    presence.disconnect(ALICE, 'a')
    expect(presence.roomsHere.hasGroups()).toBe(false)
  })

  test('who only hears notifications, here or elsewhere, is online', () => {
    const { presence } = start()
    presence.connect(ALICE, 'a', 'notifications')
    presence.learn('other', [[BOB, summary({ chats: null, rooms: [] })]])
    expect([presence.statusOf(ALICE), presence.statusOf(BOB)]).toEqual(['online', 'online'])
  })

  test('sockets are counted over all nodes, and the users of a room named once each, in order', () => {
    const { presence } = start()
    presence.connect(BOB, 'b', 'chat', ROOM)
    presence.connect(BOB, 'c', 'chat', ROOM)
    presence.connect(BOB, 'd', 'notifications')
    presence.learn('other', [
      [ALICE, summary()],
      [BOB, summary({ sockets: 2 })],
    ])
    presence.learn('third', [[BOB, summary({ sockets: 1, rooms: ['2_3'] })]])
    expect(presence.socketsOf(BOB)).toBe(6)
    expect(presence.socketsElsewhere(BOB)).toBe(3)
    expect(presence.usersIn(ROOM)).toEqual([ALICE, BOB])
    expect([...presence.roomsOf(BOB)].sort()).toEqual([ROOM, '2_3'])
    presence.disconnect(BOB, 'b')
    presence.learn('other', [[BOB, null]])
    expect(presence.usersIn(ROOM)).toEqual([ALICE, BOB])
    presence.disconnect(BOB, 'c')
    expect(presence.usersIn(ROOM)).toEqual([ALICE])
    expect(presence.socketsOf(BOB)).toBe(2)
  })

  test('what a node tells anew replaces all it told before', () => {
    const { presence, changes } = start()
    presence.learn('other', [
      [ALICE, summary()],
      [BOB, summary()],
    ])
    presence.replace('other', new Map([[BOB, summary({ sockets: 5 })]]))
    expect(presence.statusOf(ALICE)).toBe('offline')
    expect(presence.socketsOf(BOB)).toBe(5)
    expect(changes.map(([userId]) => userId)).toEqual([ALICE, BOB, ALICE])
  })

  test('storing when a user was last seen falls to the nodes the user was on', () => {
    const { presence, changes } = start()
    presence.connect(ALICE, 'a', 'chat', ROOM)
    presence.learn('other', [
      [ALICE, summary()],
      [BOB, summary()],
    ])
    presence.disconnect(ALICE, 'a')
    changes.length = 0
    presence.learn('other', [
      [ALICE, null],
      [BOB, null],
    ])
    expect(changes).toEqual([
      [ALICE, true],
      [BOB, false],
    ])
  })

  test('for the users of a dead node it falls to its heir', () => {
    const { presence, changes } = start()
    for (const node of ['one', 'two']) presence.learn(node, [[ALICE, summary()]])
    presence.forget('one', true)
    expect(presence.statusOf(ALICE)).toBe('online')
    presence.forget('two', true)
    presence.learn('three', [[BOB, summary()]])
    presence.forget('three', false)
    expect(changes).toEqual([
      [ALICE, false],
      [ALICE, true],
      [BOB, false],
      [BOB, false],
    ])
  })

  test('the rooms with sockets here are known by whom they may be about', () => {
    const { presence } = start()
    presence.connect(ALICE, 'a', 'chat', ROOM)
    presence.connect(ALICE, 'b', 'chat', ROOM)
    presence.disconnect(ALICE, 'a')
    expect([...presence.roomsHere.directOf(BOB)]).toEqual([ROOM])
    expect(presence.roomsHere.hasGroups()).toBe(false)
    presence.connect(ALICE, 'c', 'chat', 'clinic_1')
    expect(presence.roomsHere.hasGroups()).toBe(true)
    presence.disconnect(ALICE, 'b')
    presence.disconnect(ALICE, 'c')
    presence.disconnect(ALICE, 'c')
    expect([...presence.roomsHere.directOf(BOB)]).toEqual([])
    expect(presence.roomsHere.hasGroups()).toBe(false)
  })
})
