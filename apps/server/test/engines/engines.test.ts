import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { createClient } from 'redis'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import '../timeouts.ts'
import { createDatabase } from './createDatabase.ts'
import { findProgram, requireProgram } from './program.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

const UrlsSchema = v.object({ postgres: v.string(), redis: v.string() })

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function postgres() {
  const server = await startPostgres()
  closing.push(server.close)
  return server
}

/** Asks on a connection of its own. */
async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 1_000 })
  // Being cut off is what some of these tests are about.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(query)
    return rows.flatMap((row) => Object.values(row))
  } finally {
    await client.end()
  }
}

async function ping(url: string): Promise<string> {
  const client = createClient({ url, socket: { reconnectStrategy: false } })
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.ping()
  } finally {
    client.destroy()
  }
}

describe('Postgres', () => {
  test('is 15 or newer, syncs each commit, and gives databases that share nothing', async () => {
    const server = await postgres()
    expect(Number((await ask(server.url, 'show server_version_num'))[0])).toBeGreaterThanOrEqual(150_000)
    expect(await ask(server.url, 'show fsync')).toEqual(['on'])
    const [one, other] = [await server.createDatabase(), await server.createDatabase()]
    await ask(one, 'create table notes (text text)')
    await expect(ask(other, 'select * from notes')).rejects.toThrow('"notes" does not exist')
  })

  test('keeps what was committed through a restart and through kill -9', async () => {
    const server = await postgres()
    await ask(server.url, 'create table notes (text text)')
    await ask(server.url, `insert into notes values ('before the restart')`)
    await server.restart()
    await ask(server.url, `insert into notes values ('before the kill')`)
    await server.kill()
    await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
    await server.start()
    expect(await ask(server.url, 'select text from notes')).toEqual(['before the restart', 'before the kill'])
  })

  test('hangs while it is paused, open connections too, and goes on when resumed', async () => {
    const server = await postgres()
    const client = new Client({ connectionString: server.url })
    await client.connect()
    closing.push(() => client.end())
    server.pause()
    let isAnswered = false
    const answer = client.query('select 1').then(() => (isAnswered = true))
    await expect(ask(server.url, 'select 1')).rejects.toThrow(/timeout/i)
    expect(isAnswered).toBe(false)
    server.resume()
    expect(await answer).toBe(true)
    expect(await ask(server.url, 'select 1')).toEqual([1])
  })
})

describe('createDatabase', () => {
  test('gives databases of one server, which share nothing', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()])
    expect(new URL(one).host).toBe(new URL(other).host)
    await ask(one, 'create table notes (text text)')
    await expect(ask(other, 'select * from notes')).rejects.toThrow('"notes" does not exist')
  })
})

describe('Redis', () => {
  test('comes back on the same port with nothing in it', async () => {
    const server = await startRedis()
    closing.push(server.close)
    const client = createClient({ url: server.url, socket: { reconnectStrategy: () => 20 } })
    client.on('error', () => {})
    await client.connect()
    closing.push(() => Promise.resolve(client.destroy()))
    await client.set('key', 'value')
    await server.stop()
    await server.start()
    await expect.poll(() => client.ping().catch(String)).toBe('PONG')
    expect(await client.get('key')).toBeNull()
  })
})

describe('engines', () => {
  test('end and take their data with them when the process that started them is killed', async () => {
    const here = new URL('.', import.meta.url).href
    const code = `
      const { startPostgres } = await import('${here}postgres.ts')
      const { startRedis } = await import('${here}redis.ts')
      const [postgres, redis] = [await startPostgres(), await startRedis()]
      console.log(JSON.stringify({ postgres: postgres.url, redis: redis.url }))
      setInterval(() => {}, 1000)`
    const folder = await mkdtemp(join(tmpdir(), 'mediconnect-engines-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    // Postgres runs as another user, who has to get through.
    await chmod(folder, 0o755)
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: fileURLToPath(here),
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    closing.push(() => Promise.resolve(void child.kill('SIGKILL')))
    const [urls] = v.parse(v.tuple([v.instance(Buffer)]), await once(child.stdout, 'data'))
    const { postgres: postgresUrl, redis: redisUrl } = v.parse(UrlsSchema, JSON.parse(urls.toString()))
    expect(await ask(postgresUrl, 'select 1')).toEqual([1])
    expect(await ping(redisUrl)).toBe('PONG')
    child.kill('SIGKILL')
    await expect.poll(() => readdir(folder), { timeout: 15_000 }).toEqual([])
    await expect(ask(postgresUrl, 'select 1')).rejects.toThrow('ECONNREFUSED')
    await expect(ping(redisUrl)).rejects.toThrow('ECONNREFUSED')
  })

  test('that are not installed are named in a sentence that says how to install them', () => {
    const missing = {
      command: 'no-such-engine',
      oldest: 3,
      places: ['/nowhere/*/bin'],
      debianPackage: 'such-engine',
      homebrewFormula: 'engine',
    }
    expect(findProgram(missing)).toBeUndefined()
    expect(() => requireProgram(missing)).toThrow('no-such-engine 3 or newer was not found')
    expect(() => requireProgram(missing)).toThrow('apt-get install such-engine')
  })
})
