import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../openStore.ts'

const OPTIONS = {
  poolSize: 1,
  now: Date.now,
  onError(error: unknown) {
    throw error
  },
}

/** What a database of the version before has: the same rows under an index of another order. */
const BEFORE = `
  delete from kysely_migration where name = '006-client-id-order';
  drop index messages_by_client_id;
  create unique index messages_before on messages (sender_id, client_id);
  insert into rooms (name, kind, last_seq) values ('doctor_123_patient_456', 'direct', 2) on conflict do nothing;
  insert into messages (room_name, seq, sender_id, receiver_id, message, message_type, metadata, client_id, timestamp)
    values ('doctor_123_patient_456', 1, 123, 456, 'first', 'text', '{}', 'a', '2026-11-01T00:00:00.000Z'),
           ('doctor_123_patient_456', 2, 456, 123, 'second', 'text', '{}', 'a', '2026-11-01T00:00:01.000Z');
  insert into receipts (room_name, message_id, seq, user_id, status, timestamp, at_seq, position)
    select room_name, id, seq, 456, 'read', timestamp, 2, 1 from messages where seq = 1;`

test('messages of the version before keep their ids, receipts and idempotency', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-migration-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'mediconnect.db')
  const made = await openStore({ kind: 'sqlite', file }, OPTIONS)
  await made.seedDemo('no password')
  await made.close()
  const before = withDatabase(file, (database) => {
    database.exec(BEFORE)
    return database.prepare('select * from messages order by id').all()
  })
  expect(before).toHaveLength(2)

  const opened = await openStore({ kind: 'sqlite', file }, OPTIONS)
  await opened.close()
  withDatabase(file, (database) => {
    expect(database.prepare('select * from messages order by id').all()).toEqual(before)
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    const again = (seq: number) => () =>
      database.exec(
        `insert into messages (room_name, seq, sender_id, message, message_type, metadata, client_id, timestamp)
         values ('doctor_123_patient_456', ${seq}, 123, 'again', 'text', '{}', 'a', '')`,
      )
    expect(again(3)).toThrow('messages.client_id, messages.sender_id')
    expect(again(2)).toThrow('UNIQUE')
    expect(() => database.exec('delete from messages')).toThrow('FOREIGN KEY')
  })
})

function withDatabase<Result>(file: string, use: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(file)
  try {
    return use(database)
  } finally {
    database.close()
  }
}
