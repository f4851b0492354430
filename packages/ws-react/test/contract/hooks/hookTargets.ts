import { MessagePageSchema, UserSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { createFaults, createMemoryServer } from '../../../src/testing/index.ts'
import { createBareServer } from '../../bareServer.ts'
import { doctor, patient } from '../../people.ts'
import { call } from '../call.ts'
import { enter, say, type Wire } from '../connect.ts'
import { DEMO_ROOMS, DEMO_USERS } from '../demoData.ts'
import { startRealTarget } from '../realTarget.ts'
import { ROOM, type HookTarget, type HookWorld } from './hookTarget.ts'

const PEOPLE = [doctor, patient]
const ADMIN = 1

export const MEMORY: HookTarget = {
  name: 'the in-memory server',
  isBare: false,
  start: () => {
    const server = createMemoryServer({ users: DEMO_USERS, rooms: DEMO_ROOMS })
    const faults = createFaults(server)
    return Promise.resolve<HookWorld>({
      faults,
      as: (userId) => ({ ...server.as(userId), WebSocket: faults.WebSocket, fetch: faults.fetch }),
      say: async (userId, ...texts) => Promise.resolve(texts.forEach((text) => server.say(userId, ROOM, text))),
      type: async (userId) => Promise.resolve(server.type(userId, ROOM)),
      read: async (userId) => Promise.resolve(server.read(userId, ROOM)),
      notify: async (userId, title) => void (await Promise.resolve(server.notify(userId, { title }))),
      texts: () => Promise.resolve(server.messages(ROOM).map(({ message }) => message)),
      stop: () => Promise.resolve(),
    })
  },
}

export const REAL: HookTarget = {
  name: 'the real server',
  isBare: false,
  start: async () => {
    const target = await startRealTarget({ allowedOrigins: [location.origin] })
    const faults = createFaults(target)
    const wires = new Map<number, Promise<Wire>>()
    // Others come when they first do something: until then nobody else is there.
    const wireOf = (userId: number): Promise<Wire> => {
      const wire = wires.get(userId) ?? enter(target, userId, ROOM, { since: 0 })
      wires.set(userId, wire)
      return wire
    }
    return {
      faults,
      as: (userId) => ({
        url: target.url,
        currentUser: PEOPLE.find(({ id }) => id === userId) ?? v.parse(UserSchema, { id: userId, username: 'someone' }),
        getToken: () => target.token(userId),
        WebSocket: faults.WebSocket,
        fetch: faults.fetch,
      }),
      say: async (userId, ...texts) => {
        const wire = await wireOf(userId)
        const receiver_id = PEOPLE.find(({ id }) => id !== userId)?.id
        const ids = texts.map((message) => say(wire, message, receiver_id))
        await wire.next('chat_message', (stored) => stored.client_id === ids.at(-1))
      },
      type: async (userId) => (await wireOf(userId)).send({ type: 'typing_start' }),
      read: async (userId) => {
        const wire = await wireOf(userId)
        await wire.settled()
        const newest = wire.all('chat_message').at(-1)
        if (newest) wire.send({ type: 'message_read', data: { message_id: newest.id, up_to: true } })
        await wire.settled()
      },
      notify: async (userId, title) => {
        const json = { user_ids: [userId], notification_type: 'system', title, message: 'Text' }
        await call(target, ADMIN, '/api/notifications/', { json })
      },
      texts: async () => {
        const { body } = await call(target, ADMIN, `/api/rooms/${ROOM}/messages/?after_seq=0&limit=200`)
        return v.parse(MessagePageSchema, body).results.map(({ message }) => message)
      },
      stop: async () => {
        for (const wire of wires.values()) await (await wire).close()
        await target.stop()
      },
    }
  },
}

export const BARE: HookTarget = {
  name: 'a server that knows only websockets-module.md',
  isBare: true,
  start: () => {
    const server = createBareServer()
    const faults = createFaults(server)
    const userOf = (userId: number) => PEOPLE.find(({ id }) => id === userId) ?? doctor
    return Promise.resolve<HookWorld>({
      faults,
      as: (userId) => ({
        url: server.url,
        currentUser: userOf(userId),
        getToken: () => server.token(userId),
        tokenPlacement: 'query',
        WebSocket: faults.WebSocket,
        fetch: faults.fetch,
      }),
      say: async (userId, ...texts) => Promise.resolve(texts.forEach((text) => server.say(text, userOf(userId)))),
      type: async (userId) => Promise.resolve(server.type(userOf(userId))),
      read: async (userId) => Promise.resolve(server.read(userOf(userId))),
      notify: async (userId, title) => Promise.resolve(server.notify(userId, title)),
      texts: () => Promise.resolve(server.texts),
      stop: () => Promise.resolve(),
    })
  },
}

/** All hooks are tested against each of these. */
export const HOOK_TARGETS: readonly HookTarget[] = [MEMORY, REAL, BARE]

/** Those that speak the contract. */
export const FULL_TARGETS: readonly HookTarget[] = [MEMORY, REAL]
