import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chatClientFrames, parseFrame, parseRoom } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import type { DatabaseConfig } from '../src/config.ts'
import { openStore } from '../src/store/openStore.ts'
import { append } from './append.ts'
import { createDatabase } from './engines/createDatabase.ts'
import './timeouts.ts'

const engines: [string, (folder: string) => Promise<DatabaseConfig>][] = [
  ['SQLite', (folder) => Promise.resolve({ kind: 'sqlite', file: join(folder, 'mediconnect.db') })],
  ['Postgres', async () => ({ kind: 'postgres', url: await createDatabase() })],
]

test.each(engines)('what a frame may say can be stored and read on %s', async (_name, place) => {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-texts-'))
  const onError = (error: unknown) => {
    throw error
  }
  const store = await openStore(await place(folder), { poolSize: 2, now: Date.now, onError })
  try {
    await store.seedDemo('no password')
    const room = parseRoom('123_456')
    if (!room) throw new Error('The room has a good name.')
    await store.rooms.open(room)
    const metadata = '{"a\\u0000":"b\\u0000","c":"\\ud83e","d":["\\u202e"]}'
    const text = `{"type":"send_message","data":{"message":"half \\ud83e","metadata":${metadata}}}`
    const parsed = parseFrame(chatClientFrames, text)
    if (!parsed.ok || parsed.frame.type !== 'send_message') throw new Error('The frame is of the protocol.')
    const { message, message_type, metadata: given } = parsed.frame.data
    const origin = { address: null, socket_id: null }
    const draft = {
      room,
      sender_id: 123,
      receiver_id: 456,
      message,
      message_type,
      metadata: given,
      upload_id: null,
      origin,
    }
    const outcome = await append(store, { ...draft, client_id: randomUUID() })
    expect(outcome.kind).toBe('stored')
    const [stored] = await store.messages.after('123_456', 0, 10)
    expect(stored).toMatchObject({ message: 'half \ufffd', metadata: JSON.parse(metadata) as unknown })
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
})
