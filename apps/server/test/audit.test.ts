import { randomUUID } from 'node:crypto'
import { AuditPageSchema, UploadSchema, type AuditAction, type AuditEntry } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { openRaw, upgradeRequest } from './rawSocket.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'
const ADMIN = 1

let server: TestServer
beforeAll(async () => {
  server = await startServer({ trustedProxies: ['127.0.0.1'] })
})
afterAll(() => server.close())

async function page(query = '') {
  const { status, body } = await call(server, ADMIN, `/api/audit/${query}`)
  expect(status).toBe(200)
  return v.parse(AuditPageSchema, body)
}

/** The newest entry of this kind, as soon as it is written. */
async function entry(action: AuditAction, is: (entry: AuditEntry) => boolean = () => true): Promise<AuditEntry> {
  let found: AuditEntry | undefined
  await expect
    .poll(async () => {
      found = (await page(`?action=${action}`)).results.find(is)
      return found
    })
    .toBeDefined()
  if (!found) throw new Error(`Nothing was written of ${action}.`)
  return found
}

const headers = { 'x-forwarded-for': '192.0.2.7' }
const signIn = (username: string, password: string) =>
  call(server, undefined, '/api/token/', { method: 'POST', json: { username, password }, headers })

describe('what is written down, with who, from where and on what', () => {
  test('signing in, and failing to: whose account it was, but nothing that was typed', async () => {
    await signIn('dr_smith', 'demo')
    expect(await entry('signed_in')).toMatchObject({ user_id: 123, address: '192.0.2.7', socket_id: null })
    await signIn('dr_smith', 'a password')
    expect(await entry('sign_in_failed')).toMatchObject({ user_id: null, target: 'user 123', address: '192.0.2.7' })
    await signIn('a password typed into the wrong field', 'x')
    await entry('sign_in_failed', ({ target }) => target === null)
    expect(JSON.stringify(await page())).not.toContain('password')
  })

  test('a socket’s beginning and end, in its room', async () => {
    const peer = await openRaw(server.port)
    const token = { Authorization: `Bearer ${await server.token(456)}`, 'X-Forwarded-For': '192.0.2.9, 127.0.0.1' }
    peer.write(upgradeRequest(ROOM, token))
    await peer.hears('connection_status')
    const connected = await entry('connected', ({ user_id }) => user_id === 456)
    expect(connected).toMatchObject({ room_name: '123_456', address: '192.0.2.9' })
    peer.socket.destroy()
    const about = { user_id: 456, room_name: '123_456', socket_id: connected.socket_id, target: '1006' }
    expect(await entry('disconnected', ({ user_id }) => user_id === 456)).toMatchObject(about)
  })

  test('reading: rooms, history with its first and last message, notifications', async () => {
    const doctor = await connect(server, 123, ROOM)
    for (const message of ['a secret', 'another secret', 'a third secret']) {
      doctor.send({ type: 'send_message', data: { message, receiver_id: 456, client_id: randomUUID() } })
    }
    await doctor.next('chat_message', ({ seq }) => seq === 3)
    await doctor.close()
    await call(server, 456, '/api/rooms/123_456/messages/?before_seq=3')
    const read = await entry('history_read')
    expect(read).toMatchObject({ user_id: 456, room_name: '123_456', seq_from: 1, seq_to: 2, address: '127.0.0.1' })
    await call(server, 456, '/api/rooms/')
    expect(await entry('rooms_read')).toMatchObject({ user_id: 456 })
    await call(server, 456, '/api/notifications/')
    expect(await entry('notifications_listed')).toMatchObject({ user_id: 456 })
    expect(JSON.stringify(await page('?limit=200'))).not.toContain('secret')
  })

  test('files: sent and fetched', async () => {
    const form = new FormData()
    form.set('room_name', '123_456')
    form.set('file', new Blob(['content']), 'a secret.txt')
    const { body } = await call(server, 123, '/api/uploads/', { method: 'POST', body: form })
    const { id, file_url } = v.parse(UploadSchema, body)
    expect(await entry('file_uploaded')).toMatchObject({ user_id: 123, target: id, room_name: '123_456' })
    await call(server, 456, file_url)
    expect(await entry('file_read')).toMatchObject({ user_id: 456, target: id, room_name: '123_456' })
  })

  test('notifications that were sent, and to whom', async () => {
    const notice = { notification_type: 'system', title: 'a secret', message: 'a secret' }
    const send = (more: object) =>
      call(server, ADMIN, '/api/notifications/', { method: 'POST', json: { ...notice, ...more } })
    await send({ user_ids: [456, 457] })
    expect(await entry('notification_sent')).toMatchObject({ user_id: ADMIN, target: 'users 456,457 of 2' })
    await send({ roles: ['doctor'] })
    await entry('notification_sent', ({ target }) => target === 'roles doctor')
    await send({ broadcast: true })
    await entry('notification_sent', ({ target }) => target === 'broadcast')
  })

  test('reaching for what is not one’s own', async () => {
    await call(server, 457, '/api/rooms/123_456/messages/')
    const target = 'GET /api/rooms/:room/messages/'
    expect(await entry('refused', (each) => each.target === target)).toMatchObject({
      user_id: 457,
      room_name: '123_456',
    })
  })

  test('reading the log itself, with what was asked for', async () => {
    await page('?user_id=456&action=file_read')
    const asked = await entry('audit_read', ({ target }) => target === 'user_id=456&action=file_read')
    expect(asked.user_id).toBe(ADMIN)
  })
})

describe('reading the log', () => {
  test.each([123, 456, 200])('is not for user %i', async (userId) => {
    expect(await call(server, userId, '/api/audit/')).toMatchObject({ status: 403, body: { code: 'WS_002' } })
  })

  test('newest first, page by page, without gap or double', async () => {
    for (let count = 0; count < 7; count++) await call(server, 200, '/api/rooms/')
    await expect.poll(async () => (await page('?user_id=200&action=rooms_read')).results.length).toBe(7)
    const whole = (await page('?user_id=200&action=rooms_read')).results.map(({ id }) => id)
    expect(whole).toEqual(whole.toSorted((a, b) => b - a))
    const pages: number[] = []
    for (let before = ''; ;) {
      const { results, has_more } = await page(`?user_id=200&action=rooms_read&limit=3${before}`)
      pages.push(...results.map(({ id }) => id))
      if (!has_more) break
      before = `&before=${pages.at(-1)}`
    }
    expect(pages).toEqual(whole)
  })

  test('by user, room, action and time', async () => {
    await call(server, 123, '/api/rooms/clinic_1/messages/')
    const read = await entry('history_read', ({ room_name }) => room_name === 'clinic_1')
    const matches = async (query: string) => (await page(query)).results.some(({ id }) => id === read.id)
    const { timestamp } = read
    expect(await matches(`?user_id=123&room_name=clinic_1&action=history_read&after=${timestamp}`)).toBe(true)
    for (const other of ['user_id=124', 'room_name=clinic_2', 'action=sent', 'after=2999-01-01T00:00:00Z']) {
      expect(await matches(`?${other}`)).toBe(false)
    }
  })

  test.each(['?action=x', '?before=0', '?after=yesterday', '?limit=201', '?user_id=%00', '?room_name=%00'])(
    '%s is 400',
    async (query) => {
      expect(await call(server, ADMIN, `/api/audit/${query}`)).toMatchObject({ status: 400, body: { code: 'WS_004' } })
    },
  )
})
