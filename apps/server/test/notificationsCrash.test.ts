import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CreatedNotificationSchema } from '@mediconnect/protocol'
import { Client } from 'pg'
import * as v from 'valibot'
import { test, type TestContext } from 'vitest'
import { createNode, type ServerNode } from '../faults/serverNode.ts'
import { createTokens } from '../src/auth/token.ts'
import { connect } from './connect.ts'
import { createDatabase } from './engines/createDatabase.ts'
import { startRedis } from './engines/redis.ts'
import './timeouts.ts'

/** So many that there is time to end the node in the middle; the embedded database is that much faster. */
const MANY_IN_FILE = 20_000
const MANY_IN_POSTGRES = 5_000
const FIRST_ID = 100_000
const ADMIN = 1
const SECRET = 'a secret that only this test knows, long enough'
const PATH = '/ws/notifications/'
const EARLIEST = '1970-01-01T00:00:00Z'
const DONE = { timeout: 20_000 }

const addUsers = (many: number) => `
  with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${many - 1})
  insert into users (id, username, first_name, last_name, role, is_active, password_hash)
  select ${FIRST_ID} + n, 'user' || n, 'A', 'B', 'staff', 1, '-' from numbers`
const CountSchema = v.object({ count: v.pipe(v.union([v.number(), v.string()]), v.transform(Number)) })
const tokens = createTokens(SECRET, Date.now)
const seenFrom = ({ url }: ServerNode) => ({
  wsUrl: url.replace('http', 'ws'),
  token: (userId: number) => tokens.sign(userId, 'access'),
})

/** The database, from outside. */
interface Look {
  execute(sql: string): Promise<void>
  count(what: string): Promise<number>
}

function lookIntoFile(file: string): Look {
  const open = () => new DatabaseSync(file, { timeout: 5_000 })
  return {
    execute(sql) {
      using database = open()
      database.exec(sql)
      return Promise.resolve()
    },
    count(what) {
      using database = open()
      const row = database.prepare(`select count(*) as count from ${what}`).get()
      return Promise.resolve(v.parse(CountSchema, row).count)
    },
  }
}

async function lookIntoPostgres(url: string, { onTestFinished }: TestContext): Promise<Look> {
  const client = new Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  return {
    execute: async (sql) => void (await client.query(sql)),
    count: async (what) => v.parse(CountSchema, (await client.query(`select count(*) from ${what}`)).rows[0]).count,
  }
}

async function startNode(name: string, env: Readonly<Record<string, string>>, { onTestFinished }: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-crash-'))
  const own = { JWT_SECRET: SECRET, SEED: 'demo', DATABASE_URL: `sqlite://${join(folder, 'mediconnect.db')}` }
  const logFile = join(folder, 'node.log')
  const node = await createNode({ name, folder, isBuilt: false, env: { ...own, TMPDIR: folder, ...env }, logFile })
  onTestFinished(() => node.close())
  await node.start()
  return { node, look: lookIntoFile(join(folder, 'mediconnect.db')) }
}

async function opened(node: ServerNode, userId: number, query: Record<string, string> = {}) {
  const connection = await connect(seenFrom(node), userId, PATH, { query })
  await connection.next('unread_count_update')
  return connection
}

/** Settles with what was answered, if anything. */
async function broadcast(node: ServerNode) {
  const response = await fetch(`${node.url}/api/notifications/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokens.sign(ADMIN, 'access')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ broadcast: true, notification_type: 'system', title: 'To all', message: 'Text' }),
  })
  return { status: response.status, body: v.parse(CreatedNotificationSchema, await response.json()) }
}

/** Kills the node when the first users have got it and the others have not; gives how many are to get it. */
async function killInTheMiddle(node: ServerNode, look: Look, { expect }: TestContext): Promise<number> {
  const recipients = await look.count('users where is_active = 1')
  const first = await opened(node, ADMIN)
  const answer = broadcast(node).catch(() => 'none')
  await first.next('new_notification')
  await node.kill()
  expect(await answer).toBe('none')
  const stored = await look.count('notifications')
  expect(stored).toBeGreaterThan(0)
  expect(stored).toBeLessThan(recipients)
  // As when the time has passed in which the killed one would have gone on.
  await look.execute('update notification_jobs set leased_until = 0')
  return recipients
}

async function expectEachOnce(look: Look, recipients: number, { expect }: TestContext): Promise<void> {
  await expect.poll(() => look.count('notifications'), DONE).toBe(recipients)
  expect(await look.count('(select distinct user_id from notifications) as users')).toBe(recipients)
  expect(await look.count('(select distinct id from notifications) as ids')).toBe(1)
  expect(await look.count('notification_counts where unread = 1')).toBe(recipients)
  expect(await look.count('notification_counts')).toBe(recipients)
  await expect.poll(() => look.count(`notification_jobs where is_done = 1 and recipients = ${recipients}`)).toBe(1)
}

async function expectAskedAnew(node: ServerNode, many: number, { expect }: TestContext): Promise<void> {
  for (const userId of [ADMIN, FIRST_ID, FIRST_ID + many - 1]) {
    const socket = await connect(seenFrom(node), userId, PATH, { query: { since: EARLIEST } })
    await socket.next('new_notification')
    await socket.next('unread_count_update', ({ total_unread }) => total_unread === 1)
    await socket.settled()
    expect(socket.all('new_notification')).toHaveLength(1)
  }
}

test.concurrent('what a killed node left half-sent another one finishes, to each user once', async (context) => {
  const { expect, onTestFinished } = context
  const [database, redis] = await Promise.all([createDatabase(), startRedis()])
  onTestFinished(() => redis.close())
  const env = { DATABASE_URL: database, REDIS_URL: redis.url, CHANNEL_SECRET: SECRET }
  const [{ node: killed }, { node: other }] = await Promise.all([
    startNode('the killed node', env, context),
    startNode('the other node', env, context),
  ])
  const look = await lookIntoPostgres(database, context)
  await look.execute(addUsers(MANY_IN_POSTGRES))
  const sockets = await Promise.all(
    [ADMIN, FIRST_ID, FIRST_ID + MANY_IN_POSTGRES - 1].map((userId) => opened(other, userId)),
  )
  const recipients = await killInTheMiddle(killed, look, context)
  for (const socket of sockets) {
    await socket.next('new_notification')
    await socket.next('unread_count_update', ({ total_unread }) => total_unread === 1)
  }
  await expectEachOnce(look, recipients, context)
  await expectAskedAnew(other, MANY_IN_POSTGRES, context)
  for (const socket of sockets) expect(socket.all('new_notification')).toHaveLength(1)
})

test.concurrent('what a killed process left half-sent it finishes when it is started again', async (context) => {
  const { expect } = context
  const { node, look } = await startNode('the only node', {}, context)
  await look.execute(addUsers(MANY_IN_FILE))
  const recipients = await killInTheMiddle(node, look, context)
  await node.start()
  const last = await opened(node, FIRST_ID + MANY_IN_FILE - 1)
  await last.next('new_notification')
  await last.next('unread_count_update', ({ total_unread }) => total_unread === 1)
  await expectEachOnce(look, recipients, context)
  await expectAskedAnew(node, MANY_IN_FILE, context)
  expect(last.all('new_notification')).toHaveLength(1)
})

test.concurrent(
  'a process that is stopped says that the rest follow, and finishes it when it is started again',
  async (context) => {
    const { expect } = context
    const { node, look } = await startNode('the stopped node', {}, context)
    await look.execute(addUsers(MANY_IN_FILE))
    const recipients = await look.count('users where is_active = 1')
    const first = await opened(node, ADMIN)
    const answer = broadcast(node)
    await first.next('new_notification')
    expect((await node.stop()).code).toBe(0)
    const { status, body } = await answer
    expect(status).toBe(202)
    expect(body.recipients).toBeLessThan(recipients)
    expect(await look.count('notifications')).toBeLessThan(recipients)
    await node.start()
    await expectEachOnce(look, recipients, context)
    await expectAskedAnew(node, MANY_IN_FILE, context)
  },
)
