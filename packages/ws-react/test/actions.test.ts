import { afterEach, describe, expect, test, vi } from 'vitest'
import { devtools } from '../src/devtools/index.ts'
import { createRealtimeClient, type Action, type RealtimeClient, type RealtimeState } from '../src/index.ts'
import { notificationPart } from '../src/store/notificationPart.ts'
import { reduce } from '../src/store/reduce.ts'
import { reduceLiveRooms } from '../src/store/reduceLiveRooms.ts'
import { reduceNotifications } from '../src/store/reduceNotifications.ts'
import { reduceRooms } from '../src/store/reduceRooms.ts'
import { createMemoryServer } from '../src/testing/index.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const reducers = [reduce, reduceRooms, reduceLiveRooms, reduceNotifications]
const clients: RealtimeClient[] = []

function signedIn(options: { devtools?: ReturnType<typeof devtools> } = {}) {
  const server = createMemoryServer({
    users: [doctor, patient],
    rooms: [{ name: room, members: [doctor.id, patient.id] }],
  })
  const { url, WebSocket, fetch } = server
  const getToken = () => server.token(doctor.id)
  const client = createRealtimeClient({ url, user: doctor, getToken, WebSocket, fetch, ...options })
  clients.push(client)
  return { server, client }
}

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose()
  vi.unstubAllGlobals()
})

describe('actions', () => {
  test('name every change of the state, and lead to the same state again when they are replayed', async () => {
    const { server, client } = signedIn()
    const initial = client.store.getState()
    const actions: Action[] = []
    const states: RealtimeState[] = []
    client.store.onAction((action) => actions.push(action))
    client.store.subscribe((state) => states.push(state))

    client.acquireRoom(room)
    client.part(notificationPart).acquire()
    client.room(room).openHistory()
    client.room(room).sendMessage('hello')
    await vi.waitFor(() => expect(client.store.getState().chats[room]?.messages).toMatchObject([{ state: 'sent' }]))
    server.say(patient.id, room, 'hello to you')
    server.notify(doctor.id, { title: 'one' })
    await vi.waitFor(() => expect(client.store.getState().notifications.items).toHaveLength(1))
    await vi.waitFor(() => expect(client.store.getState().chats[room]?.unreadCount).toBe(1))
    client.room(room).markRead(2)
    client.room(room).close()

    const replayed = actions.reduce(
      (state, action) => reducers.reduce((next, reducer) => reducer(next, action), state),
      initial,
    )
    expect(replayed).toEqual(client.store.getState())
    expect(states.length).toBeLessThanOrEqual(actions.length)
    expect(new Set(actions.map(({ type }) => type))).toEqual(
      new Set([
        'chat/opened',
        'chat/loading',
        'chat/loaded',
        'chat/counted',
        'chat/owed',
        'chat/received',
        'chat/read',
        'chat/closed',
        'connection/changed',
        'notifications/received',
      ]),
    )
  })

  test('that change nothing notify nobody', () => {
    const { client } = signedIn()
    const heard = vi.fn()
    client.store.dispatch({ type: 'chat/opened', roomName: room })
    client.store.subscribe(heard)
    client.store.dispatch({ type: 'chat/opened', roomName: room })
    client.store.dispatch({ type: 'chat/owed', roomName: room, entries: [] })
    client.store.dispatch({ type: 'chat/merged', roomName: room, messages: [] })
    client.store.dispatch({ type: 'chat/received', roomName: room, frames: [{ type: 'heartbeat', data: {} }] })
    expect(heard).not.toHaveBeenCalled()
  })

  test('of signing out leave nothing of the user', () => {
    const { client } = signedIn()
    client.store.dispatch({ type: 'chat/opened', roomName: room })
    client.dispose()
    expect(client.store.getState()).toEqual(client.store.getInitialState())
  })
})

describe('devtools', () => {
  function extension() {
    const connection = { init: vi.fn(), send: vi.fn() }
    const connect = vi.fn(() => connection)
    vi.stubGlobal('__REDUX_DEVTOOLS_EXTENSION__', { connect })
    return { connection, connect }
  }

  test('show every action by name with the state after it, until the client ends', () => {
    const { connection, connect } = extension()
    const { client } = signedIn({ devtools: devtools({ name: 'ward' }) })
    expect(connect).toHaveBeenCalledWith({ name: 'ward' })
    expect(connection.init).toHaveBeenCalledWith(client.store.getInitialState())
    const action: Action = { type: 'chat/opened', roomName: room }
    client.store.dispatch(action)
    expect(connection.send).toHaveBeenLastCalledWith(action, client.store.getState())
    client.dispose()
    expect(connection.send).toHaveBeenLastCalledWith({ type: 'client/cleared' }, client.store.getState())
    connection.send.mockClear()
    client.store.dispatch(action)
    expect(connection.send).not.toHaveBeenCalled()
  })

  test('where there is no extension do nothing', () => {
    const { client } = signedIn({ devtools: devtools() })
    expect(() => client.store.dispatch({ type: 'chat/opened', roomName: room })).not.toThrow()
  })
})

test('a client that has ended knows, keeps and dials nothing, whatever it is still asked to', async () => {
  const getToken = vi.fn(() => 'token')
  const client = createRealtimeClient({ url: 'http://none.test', user: doctor, getToken })
  const initial = client.store.getInitialState()
  client.dispose()
  const actions: Action[] = []
  client.store.onAction((action) => actions.push(action))
  const session = client.room(room)
  client.acquireRoom(room)
  session.open()
  session.openHistory()
  session.sendMessage('too late')
  session.sendFile(new File(['late'], 'late.txt'))
  session.markRead(1)
  await expect(session.loadHistory({ page: 1 })).rejects.toThrow()
  expect(actions).toEqual([])
  expect(client.store.getState()).toEqual(initial)
  expect(session.isBusy()).toBe(false)
  // History was asked for, and ended there.
  expect(getToken.mock.calls.length).toBeLessThanOrEqual(1)
})
