import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import '../../test/timeouts.ts'
import { openStore } from '../store/openStore.ts'
import type { Store } from '../store/store.ts'
import { createPresence, type SharedPresence } from './presence.ts'
import { createPresenceAnnouncer, type PresenceAnnouncer } from './presenceAnnouncer.ts'

const DOCTOR = 123
const PATIENT = 456
const NURSE = 200
const DIRECT = '123_456'
const GROUP = 'clinic_1'
const NOW = Date.parse('2026-01-02T03:04:05.000Z')

let folder: string
let store: Store
let presence: SharedPresence
let announcer: PresenceAnnouncer
/** Rooms with sockets on this node. */
let open: Set<string>
let told: string[]
let asked: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mediconnect-presence-'))
  const fail = (error: unknown) => expect.unreachable(String(error))
  const database = { kind: 'sqlite', file: join(folder, 'mediconnect.db') } as const
  store = await openStore(database, { poolSize: 1, now: () => NOW, onError: fail })
  await store.seedDemo('no password')
  open = new Set()
  told = []
  asked = 0
  const users: Store['users'] = { ...store.users, find: (id) => (asked++, store.users.find(id)) }
  const rooms: Store['rooms'] = { ...store.rooms, namesOf: (id) => (asked++, store.rooms.namesOf(id)) }
  announcer = createPresenceAnnouncer({
    store: { users, rooms },
    broadcaster: {
      lacksPresence: (room) => open.has(room),
      tellRoom: (room, event) => event.kind === 'presence' && told.push(`${room}: ${event.user_id} ${event.status}`),
    },
    presence: () => presence,
    now: () => NOW,
    onError: fail,
  })
  presence = createPresence((userId, isOurs) => announcer.announce(userId, isOurs))
})
afterEach(async () => {
  await announcer.idle()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

/** Somebody on this node has the room open. */
function enter(userId: number, room: string): void {
  open.add(room)
  presence.connect(userId, `${userId} in ${room}`, 'chat', room)
}

const lastSeen = async (userId: number) => (await store.users.find(userId))?.last_seen

test('the rooms of a user who comes and goes on another node are told here', async () => {
  enter(PATIENT, DIRECT)
  enter(NURSE, GROUP)
  await announcer.idle()
  told = []
  presence.learn('other', [[DOCTOR, { chats: 'busy', sockets: 1, rooms: [] }]])
  await announcer.idle()
  expect(told.sort()).toEqual([`${DIRECT}: ${DOCTOR} busy`, `${GROUP}: ${DOCTOR} busy`])
  told = []
  presence.learn('other', [[DOCTOR, null]])
  await announcer.idle()
  expect(told.sort()).toEqual([`${DIRECT}: ${DOCTOR} offline`, `${GROUP}: ${DOCTOR} offline`])
})

test('the database is not asked about users who are in no room that is open here', async () => {
  enter(PATIENT, DIRECT)
  await announcer.idle()
  asked = 0
  told = []
  presence.learn('other', [[NURSE, { chats: 'online', sockets: 1, rooms: [GROUP] }]])
  presence.learn('other', [[NURSE, null]])
  presence.learn('other', [[NURSE, { chats: 'online', sockets: 1, rooms: [GROUP] }]])
  await announcer.idle()
  expect({ asked, told }).toEqual({ asked: 0, told: [] })
})

test('who comes while nobody has to hear of it is told to nobody, and still told of when they go', async () => {
  presence.connect(DOCTOR, 'a', 'chat', DIRECT)
  await announcer.idle()
  expect({ asked, told }).toEqual({ asked: 0, told: [] })
  open.add(DIRECT)
  presence.disconnect(DOCTOR, 'a')
  await announcer.idle()
  expect(told).toEqual([`${DIRECT}: ${DOCTOR} offline`])
})

test('who was away for a moment only is told as back: somebody may have been greeted in that moment', async () => {
  enter(DOCTOR, DIRECT)
  presence.connect(PATIENT, 'a', 'chat', DIRECT)
  await announcer.idle()
  told = []
  presence.disconnect(PATIENT, 'a')
  presence.connect(PATIENT, 'b', 'chat', DIRECT)
  await announcer.idle()
  expect(told).toEqual([`${DIRECT}: ${PATIENT} online`])
})

test('when a user was last seen is stored by the node the user was on, and by the heir of a dead node', async () => {
  const before = await lastSeen(DOCTOR)
  presence.learn('other', [[DOCTOR, { chats: 'online', sockets: 1, rooms: [] }]])
  await announcer.idle()
  presence.learn('other', [[DOCTOR, null]])
  await announcer.idle()
  expect(await lastSeen(DOCTOR)).toBe(before)
  presence.learn('other', [[DOCTOR, { chats: 'online', sockets: 1, rooms: [] }]])
  await announcer.idle()
  presence.forget('other', true)
  await announcer.idle()
  expect(await lastSeen(DOCTOR)).toBe(new Date(NOW).toISOString())
  presence.connect(NURSE, 'a', 'notifications')
  presence.disconnect(NURSE, 'a')
  await announcer.idle()
  expect(await lastSeen(NURSE)).toBe(new Date(NOW).toISOString())
})
