import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import type { DatabaseConfig } from '../src/config.ts'
import { openStore } from '../src/store/openStore.ts'
import { StoreBusyError, type AuditFilter, type AuditNote, type Store } from '../src/store/store.ts'
import { createDatabase } from './engines/createDatabase.ts'
import './timeouts.ts'

const START = Date.parse('2024-01-15T10:30:00Z')
const KEPT = 50_000

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function sqlite(): Promise<{ kind: 'sqlite'; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-audit-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return { kind: 'sqlite', file: join(folder, 'mediconnect.db') }
}

async function open(where: DatabaseConfig, now: () => number = Date.now) {
  const errors: unknown[] = []
  const store = await openStore(where, { poolSize: 2, now, onError: (error) => errors.push(error) })
  let isClosed = false
  const close = async () => {
    if (!isClosed) await store.close()
    isClosed = true
  }
  cleanups.push(close)
  return { store, errors, close }
}

const note = (more: Partial<AuditNote> = {}): AuditNote => ({
  action: 'sent',
  user_id: 123,
  room_name: '123_456',
  address: '192.0.2.7',
  socket_id: null,
  ...more,
})

/** Settles when so many entries are there: to count them each time would take the database from who writes them. */
async function untilWritten(store: Store, entries: number): Promise<void> {
  const newest = async () => (await store.audit.list({ limit: 1 })).at(0)?.id ?? 0
  await expect.poll(newest, { timeout: 25_000 }).toBeGreaterThanOrEqual(entries)
}

async function count(store: Store): Promise<number> {
  let total = 0
  let before: number | undefined
  for (;;) {
    const page = await store.audit.list({ before, limit: 10_000 })
    total += page.length
    before = page.at(-1)?.id
    if (before === undefined) return total
  }
}

const engines: [string, () => Promise<DatabaseConfig>][] = [
  ['SQLite', sqlite],
  ['Postgres', async () => ({ kind: 'postgres', url: await createDatabase() })],
]

describe.each(engines)('the audit log on %s', (_name, place) => {
  test('has what was noted a moment later, and all of it when the store was closed', async () => {
    const where = await place()
    const { store, close } = await open(where)
    store.audit.record(note({ seq_from: 3, seq_to: 4 }))
    await expect.poll(() => count(store)).toBe(1)
    for (let seq = 0; seq < 1_234; seq++) store.audit.record(note())
    await close()
    expect(await count((await open(where)).store)).toBe(1_235)
  })

  test('is newest first, and found by every filter', async () => {
    let time = START
    const { store } = await open(await place(), () => time)
    const noted = [
      { minute: 1, user_id: 123, room_name: '123_456', action: 'sent' },
      { minute: 2, user_id: 123, room_name: 'clinic_1', action: 'file_read' },
      { minute: 3, user_id: 456, room_name: '123_456', action: 'read' },
      { minute: 3, user_id: null, room_name: null, action: 'sign_in_failed' },
      { minute: 4, user_id: 456, room_name: 'clinic_1', action: 'file_read' },
    ] as const
    for (const { minute, ...each } of noted) {
      time = START + minute * 60_000
      store.audit.record(note(each))
    }
    await expect.poll(() => count(store)).toBe(noted.length)
    const ids = async (filter: Partial<AuditFilter>) =>
      (await store.audit.list({ limit: 10, ...filter })).map(({ id }) => id)
    expect(await ids({})).toEqual([5, 4, 3, 2, 1])
    expect(await ids({ before: 4 })).toEqual([3, 2, 1])
    expect(await ids({ before: 3, limit: 1 })).toEqual([2])
    expect(await ids({ user_id: 123 })).toEqual([2, 1])
    expect(await ids({ room_name: 'clinic_1' })).toEqual([5, 2])
    expect(await ids({ action: 'file_read' })).toEqual([5, 2])
    expect(await ids({ action: 'sent' })).toEqual([1])
    expect(await ids({ since: START + 3 * 60_000 })).toEqual([5, 4, 3])
    expect(await ids({ user_id: 456, room_name: 'clinic_1', action: 'file_read', since: START })).toEqual([5])
    expect(await ids({ since: START + 60 * 60_000 })).toEqual([])
    expect(await store.audit.list({ action: 'sign_in_failed', limit: 1 })).toEqual([
      {
        id: 4,
        timestamp: '2024-01-15T10:33:00.000Z',
        action: 'sign_in_failed',
        user_id: null,
        room_name: null,
        seq_from: null,
        seq_to: null,
        target: null,
        address: '192.0.2.7',
        socket_id: null,
      },
    ])
  })
})

test('one entry among very many is found, and others get their turn meanwhile', async () => {
  const { store } = await open(await sqlite())
  store.audit.record(note({ user_id: 456 }))
  for (let more = 0; more < 30_000; more++) store.audit.record(note())
  await untilWritten(store, 30_001)
  expect(await count(store)).toBe(30_001)
  let turns = 0
  let next = setImmediate(function turn() {
    turns++
    next = setImmediate(turn)
  })
  const found = await store.audit.list({ user_id: 456, limit: 10 })
  clearImmediate(next)
  expect(found.map(({ id }) => id)).toEqual([1])
  expect(turns).toBeGreaterThan(1)
})

test('while the database is away notes are kept, up to a bound; that more were lost is said', async () => {
  const where = await sqlite()
  const { store, errors } = await open(where)
  const database = new DatabaseSync(where.file)
  database.exec('begin exclusive')
  for (let more = 0; more < KEPT + 100; more++) store.audit.record(note())
  await expect(store.users.recordLastSeen(123, new Date(START).toISOString())).rejects.toThrow(StoreBusyError)
  expect(errors).toEqual([])
  database.exec('rollback')
  database.close()
  await untilWritten(store, KEPT)
  expect(await count(store)).toBe(KEPT)
  expect(errors.map(String)).toEqual([
    'Error: 100 entries of the audit log were lost: the database could not take them.',
  ])
})
