import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../../test/engines/createDatabase.ts'
import '../../test/timeouts.ts'
import type { Database } from './database.ts'
import type { Files } from './files.ts'
import { openPostgres } from './postgresDatabase.ts'
import { openPostgresFiles } from './postgresFiles.ts'

const PART_BYTES = 256 * 1024
/** One connection writes, one reads. */
const POOL_SIZE = 2

interface Node {
  readonly files: Files
  readonly folder: string
  readonly database: Database
}

let nodes: readonly [Node, Node]

async function startNode(url: string): Promise<Node> {
  const database = await openPostgres(url, { poolSize: POOL_SIZE, onError: () => undefined })
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-files-'))
  return { database, folder, files: await openPostgresFiles(folder, database) }
}

beforeEach(async () => {
  const url = await createDatabase()
  nodes = [await startNode(url), await startNode(url)]
})
afterEach(async () => {
  for (const { database, folder } of nodes) {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
})

/** As an upload comes: in pieces of some size. */
function arriving(content: Buffer): Readable {
  const pieces: Buffer[] = []
  for (let from = 0; from < content.length; from += 10_007) pieces.push(content.subarray(from, from + 10_007))
  return Readable.from(pieces)
}

async function keep({ files }: Node, content: Buffer): Promise<string> {
  const id = randomUUID()
  const file = await files.receive(arriving(content))
  await file.keep(id)
  await file.discard()
  return id
}

test.each([1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES, 1_000_003])(
  'a content of %d bytes kept by one node is read from another as it was',
  async (bytes) => {
    const [one, other] = nodes
    const content = randomBytes(bytes)
    const id = await keep(one, content)
    expect((await buffer(other.files.read(id))).equals(content)).toBe(true)
    expect(await readdir(one.folder)).toEqual([])
  },
)

test('a reader that stops in the middle holds up nobody', async () => {
  const [one, other] = nodes
  const id = await keep(one, randomBytes(10 * PART_BYTES))
  const slow = other.files.read(id)
  await new Promise((resolve) => slow.once('readable', resolve))
  expect(await other.database.read.selectFrom('users').selectAll().execute()).toEqual([])
  slow.destroy()
})

test('a content that was removed, or never kept, cannot be read', async () => {
  const [one, other] = nodes
  const id = await keep(one, randomBytes(10))
  await one.files.remove(id)
  await expect(buffer(other.files.read(id))).rejects.toThrow('missing')
  const dropped = await one.files.receive(arriving(randomBytes(10)))
  await dropped.discard()
  expect(await readdir(one.folder)).toEqual([])
})

test('a content whose keeping fails half-way leaves nothing', async () => {
  const [one, other] = nodes
  const id = randomUUID()
  await one.database.write
    .insertInto('upload_contents')
    .values({ upload_id: id, part: 1, content: randomBytes(10) })
    .execute()
  const file = await other.files.receive(arriving(randomBytes(3 * PART_BYTES)))
  await expect(file.keep(id)).rejects.toThrow()
  await expect(buffer(one.files.read(id))).rejects.toThrow('missing')
})
