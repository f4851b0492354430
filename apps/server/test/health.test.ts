import { afterEach, expect, test } from 'vitest'
import { call } from './call.ts'
import { connect } from './connect.ts'
import { startPostgres } from './engines/postgres.ts'
import { startRedis } from './engines/redis.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

/** A check of a database that hangs takes a moment to give up. */
const PATIENCE = { timeout: 15_000 }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(...options: Parameters<typeof startServer>): Promise<TestServer> {
  const server = await startServer(...options)
  closing.push(() => server.close())
  return server
}

async function answerOf(server: TestServer, path: '/healthz' | '/readyz') {
  const { status, body } = await call(server, undefined, path)
  return { status, body }
}

const ready = { status: 200, body: { status: 'ready' } }

test('a node that runs is alive and ready, and no token is asked for', async () => {
  const server = await start()
  expect(await answerOf(server, '/healthz')).toEqual({
    status: 200,
    body: { status: 'ok', database: 'ok', redis: 'not configured' },
  })
  expect(await answerOf(server, '/readyz')).toEqual(ready)
})

test('a node that drains is alive and no longer ready', async () => {
  const server = await start()
  const doctor = await connect(server, 123, '/ws/chat/123_456/')
  await doctor.next('connection_status')
  // It does not answer the goodbye, so that the server waits for it.
  doctor.socket.pause()
  const closed = server.close()
  await expect.poll(() => answerOf(server, '/readyz')).toEqual({ status: 503, body: { status: 'draining' } })
  expect(await answerOf(server, '/healthz')).toMatchObject({ status: 200 })
  doctor.socket.resume()
  await closed
})

test('while its database hangs a node is not ready, and it is again afterwards', async () => {
  const postgres = await startPostgres()
  closing.push(postgres.close)
  const server = await start({ database: { kind: 'postgres', url: await postgres.createDatabase() } })
  expect(await answerOf(server, '/readyz')).toEqual(ready)
  postgres.pause()
  await expect
    .poll(() => answerOf(server, '/readyz'), PATIENCE)
    .toEqual({ status: 503, body: { status: 'database unavailable' } })
  expect(await answerOf(server, '/healthz')).toMatchObject({ status: 503, body: { database: 'unavailable' } })
  postgres.resume()
  await expect.poll(() => answerOf(server, '/readyz'), PATIENCE).toEqual(ready)
})

test('while Redis is away a node says so, and stays alive and ready', async () => {
  const redis = await startRedis()
  closing.push(redis.close)
  const server = await start({ redisUrl: redis.url })
  const withRedis = (state: string) => ({ status: 200, body: { status: 'ok', database: 'ok', redis: state } })
  await expect.poll(() => answerOf(server, '/healthz')).toEqual(withRedis('ok'))
  await redis.stop()
  await expect.poll(() => answerOf(server, '/healthz'), PATIENCE).toEqual(withRedis('unavailable'))
  expect(await answerOf(server, '/readyz')).toEqual(ready)
  await redis.start()
  await expect.poll(() => answerOf(server, '/healthz'), PATIENCE).toEqual(withRedis('ok'))
})
