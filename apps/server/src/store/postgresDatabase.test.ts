import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { inspect } from 'node:util'
import { parseRoom } from '@mediconnect/protocol'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canJoin } from '../auth/access.ts'
import { append as appendTo } from '../../test/append.ts'
import { startCommitProxy, type Cut } from '../../test/commitProxy.ts'
import { createDatabase } from '../../test/engines/createDatabase.ts'
import { startPostgres, type Postgres } from '../../test/engines/postgres.ts'
import '../../test/timeouts.ts'
import { TransactionClash, type Database } from './database.ts'
import { openStore } from './openStore.ts'
import { openPostgres } from './postgresDatabase.ts'
import { StoreBusyError, type AppendOutcome, type Store } from './store.ts'

const ROOM = 'clinic_1'
const POOL_SIZE = 4

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(url: string): Promise<Database> {
  const database = await openPostgres(url, { poolSize: POOL_SIZE, onError: () => undefined })
  closing.push(() => database.close())
  return database
}

async function openSeeded(url: string): Promise<Store> {
  const store = await openStore(
    { kind: 'postgres', url },
    { poolSize: POOL_SIZE, now: Date.now, onError: () => undefined },
  )
  closing.push(() => store.close())
  await store.seedDemo('no password')
  return store
}

function append(store: Store, message: string, committed: (outcome: AppendOutcome) => void = () => undefined) {
  const room = parseRoom(ROOM)
  if (!room) throw new Error('There is no such room.')
  return appendTo(
    store,
    {
      room,
      sender_id: 123,
      receiver_id: null,
      message,
      message_type: 'text',
      metadata: {},
      client_id: randomUUID(),
      upload_id: null,
      origin: { address: null, socket_id: null },
    },
    canJoin,
    committed,
  )
}

/** All messages of the room, from all its pages. */
async function textsOf(store: Store): Promise<{ seq: number; message: string }[]> {
  const all: { seq: number; message: string }[] = []
  for (;;) {
    const page = await store.messages.after(ROOM, all.length, 200)
    all.push(...page.map(({ seq, message }) => ({ seq, message })))
    if (page.length < 200) return all
  }
}

describe('rows inserted together', () => {
  test('get their ids in their order, and come back as they were', async () => {
    const { write, dialect } = await open(await createDatabase())
    await write.insertInto('rooms').values({ name: ROOM, kind: 'clinic', title: null, last_seq: 0 }).execute()
    const user = {
      first_name: '',
      last_name: '',
      avatar_url: null,
      is_active: 1,
      password_hash: '',
      last_seen: null,
    } as const
    await write
      .insertInto('users')
      .values({ ...user, id: 7, username: 'seven', role: 'doctor' })
      .execute()
    const texts = Array.from({ length: 1_000 }, (_, index) => `"${index}", \\ {'ä', 😀}\n`)
    const ids = await write.transaction().execute((transaction) =>
      dialect.insertMany(
        transaction,
        'messages',
        texts.map((message, index) => ({
          room_name: ROOM,
          seq: index + 1,
          sender_id: 7,
          receiver_id: null,
          message,
          message_type: 'text',
          metadata: '{}',
          client_id: null,
          timestamp: '',
          is_delivered: 0,
          is_read: 0,
        })),
      ),
    )
    const rows = await write.selectFrom('messages').select(['id', 'message']).orderBy('seq').execute()
    expect(rows).toEqual(texts.map((message, index) => ({ id: ids[index], message })))
  })

  test('can be lists of values, too', async () => {
    const { read, dialect } = await open(await createDatabase())
    const rows = [
      { name: 'a,"b"', place: 1 },
      { name: '{NULL}', place: 2 ** 40 },
    ]
    const table = dialect.table({ name: 'text', place: 'bigint' }, rows)
    expect((await sql`select * from ${table} as made`.execute(read)).rows).toEqual(rows)
    const found = await sql`select place from ${table} as made where name in ${dialect.texts(['{NULL}', 'c'])}
      and place in ${dialect.numbers([2 ** 40])}`.execute(read)
    expect(found.rows).toEqual([{ place: 2 ** 40 }])
  })
})

describe('a message', () => {
  test('with a text that cannot be stored fails alone', async () => {
    const store = await openSeeded(await createDatabase())
    const [good, bad, alsoGood] = await Promise.allSettled(['a', 'b\0', 'c'].map((text) => append(store, text)))
    expect([good, alsoGood]).toMatchObject([{ value: { kind: 'stored' } }, { value: { kind: 'stored' } }])
    expect(bad).toMatchObject({
      status: 'rejected',
      reason: expect.not.objectContaining({ name: 'StoreBusyError' }) as unknown,
    })
    expect(await textsOf(store)).toEqual([
      { seq: 1, message: 'a' },
      { seq: 2, message: 'c' },
    ])
  })

  test('is in order with those of other nodes, without gap or double', async () => {
    const url = await createDatabase()
    const stores = [await openSeeded(url), await openSeeded(url), await openSeeded(url)]
    const told: number[] = []
    await Promise.all(
      stores.flatMap((store, node) =>
        Array.from({ length: 200 }, (_, index) =>
          append(store, `${node} ${index}`, (outcome) => {
            if (outcome.kind === 'stored') told.push(outcome.message.seq)
          }),
        ),
      ),
    )
    const seqs = Array.from({ length: 600 }, (_, index) => index + 1)
    expect(told.toSorted((a, b) => a - b)).toEqual(seqs)
    expect((await textsOf(stores[0] ?? (await openSeeded(url)))).map(({ seq }) => seq)).toEqual(seqs)
  })
})

test('transactions that wait for each other in a ring are told apart from failures', async () => {
  const url = await createDatabase()
  await openSeeded(url)
  const [one, other] = await Promise.all([open(url), open(url)])
  const lock = async (database: Database, first: string, second: string) => {
    const transaction = await database.write.startTransaction().execute()
    const touch = (name: string) =>
      transaction.updateTable('rooms').set({ title: 'x' }).where('name', '=', name).execute()
    await touch(first)
    return {
      finish: () => touch(second).finally(() => transaction.rollback().execute()),
    }
  }
  const both = [await lock(one, ROOM, 'department_7'), await lock(other, 'department_7', ROOM)]
  const results = await Promise.allSettled(both.map((each) => each.finish()))
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: expect.any(TransactionClash) as unknown,
  })
})

describe('a connection lost during a commit', () => {
  async function lose(cut: Cut) {
    const url = await createDatabase()
    const proxy = await startCommitProxy(url)
    closing.push(proxy.close)
    const store = await openSeeded(proxy.url)
    const told: AppendOutcome[] = []
    proxy.cutNextCommit(cut)
    const results = await Promise.allSettled(
      ['a', 'b'].map((text) => append(store, text, (outcome) => told.push(outcome))),
    )
    return { store, told, results }
  }

  test('after it was done: the messages count as stored, once', async () => {
    const { store, told, results } = await lose('after')
    expect(results).toMatchObject([{ value: { kind: 'stored' } }, { value: { kind: 'stored' } }])
    expect(told).toHaveLength(2)
    await append(store, 'c')
    expect((await textsOf(store)).map(({ message }) => message)).toEqual(['a', 'b', 'c'])
  })

  test.each(['before', 'half-open'] as const)(
    '(%s) it came there: nothing is stored, and it can be tried again',
    async (cut) => {
      const { store, told, results } = await lose(cut)
      expect(results).toMatchObject([
        { reason: expect.any(StoreBusyError) as unknown },
        { reason: expect.any(StoreBusyError) as unknown },
      ])
      expect(told).toEqual([])
      await append(store, 'c')
      expect(await textsOf(store)).toEqual([{ seq: 1, message: 'c' }])
    },
  )
})

describe('a server', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.close())

  /** Sends all the time while something happens to the server, then until it works again. */
  async function whileSending(store: Store, happens: () => Promise<void>): Promise<void> {
    const told: string[] = []
    let isOver = false
    let sent = 0
    const flood = async () => {
      while (!isOver) {
        const message = String(sent++)
        await append(store, message, (outcome) => outcome.kind === 'stored' && told.push(message)).catch(
          (error: unknown) => {
            expect(error).toBeInstanceOf(StoreBusyError)
            return delay(20)
          },
        )
      }
    }
    const floods = Array.from({ length: 20 }, flood)
    await expect.poll(() => told.length).toBeGreaterThan(100)
    await happens()
    const before = told.length
    await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(before + 100)
    isOver = true
    await Promise.all(floods)
    const stored = await textsOf(store)
    expect(stored.map(({ message }) => message)).toEqual(told)
    expect(stored.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1))
  }

  const faults: [name: string, happens: () => Promise<void>][] = [
    ['is restarted', () => postgres.restart()],
    [
      'is killed',
      async () => {
        await postgres.kill()
        await postgres.start()
      },
    ],
    [
      'throws us out',
      async () => {
        const { read } = await open(postgres.url)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`.execute(read)
      },
    ],
  ]
  test.each(faults)('that %s under load: what was told is what is stored, in order', async (_name, happens) => {
    await whileSending(await openSeeded(await postgres.createDatabase()), happens)
  })

  test('that hangs fails reads and writes with word to come again, and all goes on when it does', async () => {
    const store = await openSeeded(await postgres.createDatabase())
    await whileSending(store, async () => {
      postgres.pause()
      try {
        const reads = Array.from({ length: 50 }, () => store.check())
        for (const { status } of await Promise.allSettled(reads)) expect(status).toBe('rejected')
        await expect(store.rooms.unread(ROOM, 123)).rejects.toThrow(StoreBusyError)
        await expect(append(store, 'late')).rejects.toThrow(StoreBusyError)
      } finally {
        postgres.resume()
      }
      await expect.poll(() => store.check().then(() => 'ok', String)).toBe('ok')
    })
  })

  test('that is not up yet is waited for', async () => {
    const url = await postgres.createDatabase()
    await postgres.stop()
    const told: unknown[] = []
    const opening = openPostgres(url, { poolSize: 2, onError: (error) => told.push(error) })
    await expect.poll(() => told.length).toBe(1)
    await postgres.start()
    await (await opening).close()
    expect(String(told[0])).toContain('cannot be reached yet')
  })

  describe('that will not have us', () => {
    async function refusal(change: (url: URL) => void): Promise<string> {
      const url = new URL(postgres.url)
      change(url)
      const failure = await openPostgres(url.href, { poolSize: 2, onError: () => undefined }).catch(
        (error: unknown) => error,
      )
      return inspect(failure, { depth: null, showHidden: true })
    }

    test('for want of the database says so at once', async () => {
      expect(await refusal((url) => (url.pathname = '/nowhere'))).toContain('database "nowhere" does not exist')
    })

    test('for a wrong password says so at once, and not which', async () => {
      const { read } = await open(postgres.url)
      const { rows } = await sql<{ hba_file: string }>`show hba_file`.execute(read)
      await writeFile(rows[0]?.hba_file ?? '', 'host all all all scram-sha-256\n')
      await sql`select pg_reload_conf()`.execute(read)
      await sql`alter role ${sql.ref(decodeURIComponent(new URL(postgres.url).username))} password 'right'`.execute(
        read,
      )
      const wrong = () => refusal((url) => (url.password = 'hush-hush'))
      await expect.poll(wrong).toContain('password authentication failed')
      expect(await wrong()).not.toContain('hush-hush')
    })
  })
})
