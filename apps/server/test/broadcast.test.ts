import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../src/store/openStore.ts'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const MANY = 20_000
const FIRST_ID = 100_000
const DRAFT = { notification_type: 'system', title: 'To all', message: 'Text', priority: 'high', metadata: {} } as const
const DONE = { timeout: 30_000 }

let server: TestServer

beforeEach(async () => {
  server = await startServer({ rateLimitMessages: 100_000 })
  const users = open()
  users.exec(`
    with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${MANY - 1})
    insert into users (id, username, first_name, last_name, role, is_active, password_hash)
    select ${FIRST_ID} + n, 'user' || n, 'A', 'B', 'staff', 1, '-' from numbers`)
  users.close()
})
afterEach(() => server.close())

function open(): DatabaseSync {
  if (server.config.database.kind !== 'sqlite') throw new Error('This test looks into the embedded database.')
  const database = new DatabaseSync(server.config.database.file)
  database.exec('pragma busy_timeout = 5000')
  return database
}

function count(sql: string): number {
  const database = open()
  try {
    return Number(database.prepare(`select count(*) as count from ${sql}`).get()?.count)
  } finally {
    database.close()
  }
}

test('a notification to twenty thousand reaches each once, and the chat goes on meanwhile', async () => {
  const doctor = await connect(server, 123, '/ws/chat/123_456/')
  const last = await connect(server, FIRST_ID + MANY - 1, '/ws/notifications/')
  await doctor.next('connection_status')
  await last.next('unread_count_update')
  let isSending = true
  const sent = call(server, 1, '/api/notifications/', { method: 'POST', json: { ...DRAFT, broadcast: true } })
  const answered = sent.finally(() => (isSending = false))
  let echoes = 0
  while (isSending) {
    const client_id = randomUUID()
    doctor.send({ type: 'send_message', data: { message: 'Meanwhile', receiver_id: 456, client_id } })
    await doctor.next('chat_message', (data) => data.client_id === client_id)
    if (isSending) echoes++
  }
  const recipients = count('users where is_active = 1')
  expect(await answered).toMatchObject({ status: 201, body: { recipients } })
  // Each was written, committed and told while the notification was still on its way.
  expect(echoes).toBeGreaterThan(3)
  await last.next('new_notification')
  expect((await last.next('unread_count_update')).data).toMatchObject({ total_unread: 1, by_type: { system: 1 } })
  expect(count('notifications')).toBe(recipients)
  expect(count('(select distinct user_id from notifications)')).toBe(recipients)
  expect(count('(select distinct id from notifications)')).toBe(1)
})

test('what a process left half-sent is finished by the next one, to each user once', async () => {
  const { database } = server.config
  const onError = (error: unknown) => {
    throw error
  }
  // As a process does that dies after the first of many commits, long ago.
  const store = await openStore(database, { poolSize: 2, now: () => Date.now() - 60_000, onError })
  const begun = await store.notifications.create({ ...DRAFT, audience: { broadcast: true } }, () => undefined)
  await store.close()
  expect(begun).toMatchObject({ kind: 'created' })
  const recipients = count('users where is_active = 1')
  expect(count('notifications')).toBeLessThan(recipients)
  await expect.poll(() => count('notifications'), DONE).toBe(recipients)
  expect(count('(select distinct user_id from notifications)')).toBe(recipients)
  expect(count('notification_counts where unread = 1')).toBe(recipients)
})
